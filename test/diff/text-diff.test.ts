import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { textDiff } from "../../compiler/diff/text-diff.ts";

test("a changed line stands between its neighbours", () => {
  expect(textDiff("a\nb\nc\nd\n", "a\nB\nc\nd\n", { context: 1 })).toEqual(["@@ -1,3 +1,3 @@", " a", "-b", "+B", " c"]);
});

test("changes far apart are hunks of their own", () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  const changed = lines.with(1, "one").with(18, "eighteen");
  expect(textDiff(`${lines.join("\n")}\n`, `${changed.join("\n")}\n`).filter((line) => line.startsWith("@@"))).toEqual([
    "@@ -1,5 +1,5 @@",
    "@@ -16,5 +16,5 @@",
  ]);
});

test("a missing line feed at the end is said", () => {
  expect(textDiff("a", "a\n")).toEqual(["@@ -1 +1 @@", "-a", "\\ No newline at end of file", "+a"]);
});

test("a new text and a removed one have no lines on the other side", () => {
  expect(textDiff("", "a\n")).toEqual(["@@ -0,0 +1 @@", "+a"]);
  expect(textDiff("a\n", "")).toEqual(["@@ -1 +0,0 @@", "-a"]);
});

const lines = fc.array(fc.constantFrom("a", "b", "c", "", "\\ No"), { maxLength: 14 });
const texts = fc.tuple(lines, fc.boolean()).map(([all, ended]) => (all.length === 0 ? "" : all.join("\n") + (ended ? "\n" : "")));
const hasPatch = spawnSync("patch", ["--version"]).status === 0;

test("patch(1) makes the one text of the other by it", (context) => {
  if (!hasPatch) context.skip("patch(1) is not installed");
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-diff-"));
  const file = path.join(folder, "text");
  try {
    fc.assert(
      fc.property(texts, texts, fc.integer({ min: 0, max: 3 }), (before, after, context) => {
        fc.pre(before !== "" && after !== "");
        fs.writeFileSync(file, before);
        const difference = textDiff(before, after, { context });
        if (difference.length > 0) {
          const input = `--- text\n+++ text\n${difference.join("\n")}\n`;
          const patched = spawnSync("patch", ["--silent", "--no-backup-if-mismatch", file], { input, encoding: "utf8" });
          expect(patched.stderr + patched.stdout).toBe("");
        }
        expect(fs.readFileSync(file, "utf8")).toBe(after);
      }),
      { numRuns: 150 },
    );
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
