import fc from "fast-check";
import { expect, it } from "vitest";
import { edited, editedTexts, followedBy, type TextEdit } from "../../../remediation/rewrite/text-edit.ts";

const step = fc.record({ file: fc.constantFrom("a.ts", "b.toml"), at: fc.nat(40), length: fc.nat(6), text: fc.string({ maxLength: 5 }) });

it("puts edits, each made upon the texts after the one before, into edits of the old texts that do not overlap", () => {
  const property = fc.property(fc.string({ maxLength: 30 }), fc.array(step, { maxLength: 6 }), (old, steps) => {
    const sources = new Map([["a.ts", old]]);
    const texts = new Map(sources);
    let edits: readonly TextEdit[] = [];
    for (const { file, at, length, text } of steps) {
      const now = texts.get(file) ?? "";
      const start = Math.min(at, now.length);
      const next = { file, start, end: Math.min(start + length, now.length), text };
      texts.set(file, edited(now, next));
      edits = followedBy(edits, next, sources);
    }
    for (const [file, text] of texts) expect(editedTexts(edits, sources).get(file) ?? sources.get(file)).toBe(text);
    const own = edits.filter(({ file }) => file === "a.ts").toSorted((one, other) => one.start - other.start || one.end - other.end);
    for (const [index, { start }] of own.entries()) expect(start).toBeGreaterThanOrEqual(own[index - 1]?.end ?? 0);
  });
  fc.assert(property, { numRuns: 10_000, seed: 7 });
});
