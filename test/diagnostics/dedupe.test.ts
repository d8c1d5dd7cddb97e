import { expect, it } from "vitest";
import { dedupe } from "../../compiler/diagnostics/dedupe.ts";
import { type Diagnostic, defineDiagnostic, message } from "../../compiler/diagnostics/diagnostic.ts";
import { locateDiagnostics } from "../../compiler/diagnostics/located-diagnostic.ts";

const wrong = defineDiagnostic({ code: "check/wrong", severity: "error", message: message`"${"name"}" is wrong.` });
const at = { calls: [{ file: "a.ts", line: 1, column: 1 }], path: [1, "cpu"] };
const cpu = wrong.at(at, { name: "cpu" });
const memory = wrong.at({ ...at, path: [1, "memory"] }, { name: "memory" });

function names(found: readonly Diagnostic[]): readonly unknown[] {
  return found.map(({ message: said, environments }) => [said, environments ?? "all"]);
}

it("says once what all environments have, and names the environments of what not all have", () => {
  const found = dedupe([
    { environment: "prod", diagnostics: [cpu, memory] },
    { environment: "staging", diagnostics: [cpu] },
    { environment: "test", diagnostics: [memory, cpu] },
  ]);
  expect(names(found)).toEqual([
    ['"cpu" is wrong.', "all"],
    ['"memory" is wrong.', ["prod", "test"]],
  ]);
});

it("names no environment for what was found before they part ways, or where there is only one", () => {
  expect(
    names(
      dedupe([
        { environment: undefined, diagnostics: [cpu] },
        { environment: "prod", diagnostics: [cpu] },
        { environment: "test", diagnostics: [] },
      ]),
    ),
  ).toEqual([['"cpu" is wrong.', "all"]]);
  expect(names(dedupe([{ environment: "prod", diagnostics: [cpu, cpu] }]))).toEqual([['"cpu" is wrong.', "all"]]);
});

it("keeps apart what differs in code, message or place", () => {
  const other = { ...cpu, code: "check/other" };
  const elsewhere = { ...cpu, at: { file: "b.ts" } };
  expect(dedupe([{ environment: "prod", diagnostics: [cpu, memory, other, elsewhere, { ...cpu, at: null }] }])).toHaveLength(5);
});

it("takes for an error what is one in some environment", () => {
  const found = dedupe([
    { environment: "prod", diagnostics: [{ ...cpu, severity: "warning" }] },
    { environment: "test", diagnostics: [cpu] },
  ]);
  expect(found).toEqual([cpu]);
});

it("says once what two properties say of one place", () => {
  const sources = new Map([["a.ts", "step('x', { cpu });"]]);
  const both = [cpu, wrong.at({ ...at, path: [1, "cpu", "deeper"] }, { name: "cpu" })];
  expect(dedupe([{ environment: "prod", diagnostics: both }])).toHaveLength(2);
  expect(locateDiagnostics(both, sources)).toHaveLength(1);
});
