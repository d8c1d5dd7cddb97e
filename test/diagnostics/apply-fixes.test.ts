import fc from "fast-check";
import { expect, it } from "vitest";
import { applyFixes } from "../../compiler/diagnostics/apply-fixes.ts";
import type { Diagnostic, Edit, Fix } from "../../compiler/diagnostics/diagnostic.ts";
import { locateDiagnostics } from "../../compiler/diagnostics/located-diagnostic.ts";

const file = "a.flow.ts";

/** One finding whose fix makes `edits`. */
function fixed(edits: readonly Edit[], rest: Partial<Diagnostic> = {}, safety: Fix["safety"] = "safe"): Diagnostic {
  const at = edits[0] !== undefined && "at" in edits[0] ? edits[0].at : null;
  return {
    code: "check/some",
    severity: "error",
    message: JSON.stringify(edits),
    at,
    related: [],
    fixes: [{ title: "Mend", safety, edits }],
    ...rest,
  };
}

function property(text: string, ...path: readonly (string | number)[]): Edit {
  return { at: { calls: [{ file, line: 1, column: 1 }], path }, text };
}

function apply(source: string, ...diagnostics: readonly Diagnostic[]): string | undefined {
  const sources = new Map([[file, source]]);
  return applyFixes(locateDiagnostics(diagnostics, sources), sources).get(file);
}

it("replaces the literals of several findings, and nothing else", () => {
  const source = '\ufeffstep("x", {\r\n\tcpu: 8, // eight\r\n\tmemory: "64Gb" as const,\r\n});\r\n';
  expect(apply(source, fixed([property('"64Gi"', 1, "memory")]), fixed([property("4", 1, "cpu")]))).toBe(
    '\ufeffstep("x", {\r\n\tcpu: 4, // eight\r\n\tmemory: "64Gi" as const,\r\n});\r\n',
  );
});

it("writes the name of a property that is written as its value", () => {
  expect(apply('step("x", { cpu });', fixed([property("4", 1, "cpu")]))).toBe('step("x", { cpu: 4 });');
});

it("leaves what needs review, what is silenced, and what is written in a constant or is not written", () => {
  expect(apply('step("x", { cpu: 8 });', fixed([property("4", 1, "cpu")], {}, "review"))).toBeUndefined();
  const sources = new Map([[file, 'step("x", { cpu: 8 });']]);
  const silenced = locateDiagnostics([fixed([property("4", 1, "cpu")])], sources).map((found) => ({
    ...found,
    suppression: { reason: "so" },
  }));
  expect(applyFixes(silenced, sources).size).toBe(0);
  expect(apply('step("x", { cpu });const cpu = 8;', fixed([property("4", 1, "cpu")]))).toBeUndefined();
  expect(apply('step("x", {});', fixed([property("4", 1, "cpu")]))).toBeUndefined();
});

it("applies a fix whole or not at all", () => {
  const source = 'step("x", { cpu: 8, memory: "1Gb" });';
  expect(apply(source, fixed([property("4", 1, "cpu"), property("1", 1, "timeout")]))).toBeUndefined();
  expect(apply(source, fixed([property("4", 1, "cpu")]), fixed([{ file, start: 0, end: 18, text: "" }, property("1", 1, "memory")]))).toBe(
    'step("x", { cpu: 4, memory: "1Gb" });',
  );
});

it("takes neither of two fixes that disagree, and one of two that agree", () => {
  const source = 'step("x", { cpu: 8 });';
  expect(apply(source, fixed([property("4", 1, "cpu")]), fixed([property("2", 1, "cpu")]))).toBeUndefined();
  expect(apply(source, fixed([property("4", 1, "cpu")]), fixed([property("4", 1, "cpu")], { code: "check/other" }))).toBe(
    'step("x", { cpu: 4 });',
  );
});

it("leaves a file that it does not know, a span outside of the text, and a text that stays as it is", () => {
  expect(apply("abc", fixed([{ file: "other.ts", start: 0, end: 1, text: "" }]))).toBeUndefined();
  expect(apply("abc", fixed([{ file, start: 2, end: 9, text: "" }]))).toBeUndefined();
  expect(apply("abc", fixed([{ file, start: 2, end: 1, text: "" }]))).toBeUndefined();
  expect(apply("abc", fixed([{ file, start: 1, end: 2, text: "b" }]))).toBeUndefined();
});

it("changes the text inside the edits that it takes, and not a character outside", () => {
  const edit = fc
    .tuple(fc.nat(30), fc.nat(4), fc.string({ maxLength: 3 }))
    .map(([start, length, text]) => ({ file, start, end: start + length, text }));
  fc.assert(
    fc.property(
      fc.string({ minLength: 20, maxLength: 30 }),
      fc.array(fc.array(edit, { minLength: 1, maxLength: 2 }), { maxLength: 5 }),
      (source, fixes) => {
        const after = apply(source, ...fixes.map((edits) => fixed(edits))) ?? source;
        const untouched = Array.from(source, (_, index) => !fixes.flat().some(({ start, end }) => start <= index && index < end));
        let at = 0;
        for (const [index, character] of source.split("").entries()) {
          if (untouched[index] !== true) continue;
          at = after.indexOf(character, at) + 1;
          expect(at).toBeGreaterThan(0);
        }
      },
    ),
  );
});
