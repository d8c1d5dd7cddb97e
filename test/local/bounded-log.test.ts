/** Logs of any length in bounded room. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBoundedLog } from "../../local/execute/bounded-log.ts";

let file = "";
beforeAll(() => {
  file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-log-")), "0.log");
});
afterAll(() => fs.rmSync(path.dirname(file), { recursive: true }));

it("keeps a short log whole", () => {
  const log = openBoundedLog(file);
  log.write(Buffer.from("one\n"));
  log.write(Buffer.from("two\n"));
  expect(fs.readFileSync(file, "utf8")).toBe("one\ntwo\n");
  expect(log.end()).toBeUndefined();
});

it("keeps the beginning and the end of any other, and counts what is left out, whatever its pieces", () => {
  const bounds = { most: 500, kept: 100 };
  fc.assert(
    fc.property(fc.array(fc.nat(400), { minLength: 1, maxLength: 40 }), (lengths) => {
      const log = openBoundedLog(file, bounds);
      const text = Array.from({ length: lengths.reduce((sum, length) => sum + length, 0) }, (_, index) => String(index % 10)).join("");
      lengths.reduce((at, length) => {
        log.write(Buffer.from(text.slice(at, at + length)));
        return at + length;
      }, 0);
      log.end();
      const kept = fs.readFileSync(file, "utf8");
      const [notice, bytes = "0"] = /\n\[(\d+) bytes are left out here[^\n]*\n/.exec(kept) ?? [];
      expect(kept.length).toBeLessThanOrEqual(Math.max(bounds.most, 300 + 400));
      if (notice === undefined) expect(kept).toBe(text);
      else {
        const [beginning = "", end = ""] = kept.split(notice);
        expect(beginning).toBe(text.slice(0, 100));
        expect(end).toBe(text.slice(100 + Number(bytes)));
        expect(end.length).toBeGreaterThanOrEqual(100);
      }
    }),
  );
});
