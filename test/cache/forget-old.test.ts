import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { forgetOld } from "../../compiler/cache/forget-old.ts";

const now = Date.parse("2026-11-25T12:00:00Z");
const day = 86_400_000;

test("what no build used for thirty days is removed, what is in use or not ours stays", () => {
  const caches = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-caches-"));
  onTestFinished(() => fs.rmSync(caches, { recursive: true, force: true }));
  const ages = { [`${"a".repeat(24)}`]: 100, [`${"b".repeat(24)}`]: 31, [`${"c".repeat(24)}`]: 29, code: 100, conformance: 100 };
  for (const [name, age] of Object.entries(ages)) {
    const folder = path.join(caches, name);
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, "kept"), "");
    fs.utimesSync(folder, (now - age * day) / 1000, (now - age * day) / 1000);
  }
  forgetOld(path.join(caches, "a".repeat(24)), now);
  expect(fs.readdirSync(caches).sort()).toEqual(["a".repeat(24), "c".repeat(24), "code", "conformance"]);
});

test("a folder that is gone is no error", () => {
  expect(() => forgetOld("/nowhere/at/all", now)).not.toThrow();
});
