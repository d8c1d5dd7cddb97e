import vm from "node:vm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { guard } from "../../compiler/evaluate/guard.ts";
import { loadFiles, marked, shortly } from "./project.ts";

it.each([
  ["if (a) b;", "if ($known(a)) b;"],
  ["x = a ? b : c;", "x = $known(a) ? b : c;"],
  ["x = !a;", "x = !$known(a);"],
  ["x = a && b || c;", "x = $known($known(a) && b) || c;"],
  ["x = a ?? b;", "x = $known(a) ?? b;"],
  ["x = a === 'b';", "x = $known(a) === 'b';"],
  ["switch (a) { case b: case 1: }", "switch ($known(a)) { case $known(b): case 1: }"],
  ["x = a?.b.c;", "x = $known(a)?.b.c;"],
  ["x ||= y;", "($known(x),x ||= y);"],
  ["if (a, b) c;", "if ($known((a, b))) c;"],
  ["while (a) b;", "while ($known(a)) {$turn();b;}"],
  ["for (const a of b) { c; }", "for (const a of b) {$turn(); c; }"],
  ["for (;;) while (a) b && c;", "for (;;) {$turn();while ($known(a)) {$turn();$known(b) && c;}}"],
])("guards %s", (text, guarded) => {
  expect(guard(text).text).toBe(guarded);
});

it("leaves a text alone in which nothing decides", () => {
  const text = "export const a = flow('x', {}, ({ step }) => step('y', {}));\n";
  expect(guard(text).text).toBe(text);
});

it("gives each column of the text back, on every line", () => {
  const text = "const a = !b;\nif (c && d) e();\n\nconst f = g ? h : i; const z = 1;\n";
  const { text: guarded, columnOf } = guard(text);
  const lines = guarded.split("\n");
  for (const name of ["b", "c", "d", "e", "f", "g", "h", "i", "z"]) {
    const line = lines.findIndex((one) => new RegExp(`\\b${name}\\b`).test(one));
    const column = (lines[line]?.search(new RegExp(`\\b${name}\\b`)) ?? 0) + 1;
    expect([name, (text.split("\n")[line] ?? "")[columnOf(line + 1, column) - 1]]).toEqual([name, name]);
  }
});

/** Expressions in which JavaScript decides, over three variables. */
const expression = fc.letrec<{ readonly any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("a", "b", "c", "1", "0", "''", "null", "undefined", "'t'"),
    fc
      .tuple(tie("any"), fc.constantFrom("&&", "||", "==", "!=", "===", "!==", ","), tie("any"))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc.tuple(tie("any"), tie("any"), tie("any")).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
    fc.tuple(tie("any"), tie("any")).map(([left, right]) => `(${left} ?? ${right})`),
    tie("any").map((one) => `!${one}`),
    tie("any").map((one) => `(${one})?.length`),
    tie("any").map((one) => `(() => { if (${one}) return 1; for (const x of [1, 2]) if (x == ${one}) return x; return ${one}; })()`),
    tie("any").map((one) => `((d) => (d ||= ${one}))(a)`),
  ),
})).any;

it("changes nothing about what a text without references means", () => {
  const globals = { a: 0, b: "text", c: [1], $known: (value: unknown) => value, $turn: () => true };
  fc.assert(
    fc.property(expression, (text) => {
      const plain = vm.runInNewContext(text, { ...globals }) as unknown;
      expect(vm.runInNewContext(guard(text).text, { ...globals })).toEqual(plain);
    }),
    { numRuns: 1_000 },
  );
});

it("leads to the mistake's own place in the definition", async () => {
  const { text, place } = marked(`import { flow, z } from "millwright";
export const a = flow("a", { owner: "x", params: { day: z.iso.date(), big: z.boolean() } }, ({ params, step }) => {
  const words = !params.day && true ? ["a"] : ¦params.big ? ["b"] : ["c"];
  step("only", { image: "a:1", command: () => words });
});
`);
  const loaded = await loadFiles({ "flows/a.flow.ts": text });
  const [definition] = loaded.environments[0]?.definitions ?? [];
  const { problems } = (definition?.record ?? { problems: [] }) as {
    readonly problems: readonly { readonly code: string; readonly calls: readonly [readonly [number, number, number]] }[];
  };
  const places = problems.map(({ calls: [call] }) => definition?.siteOf(call)).map((site) => `${site?.line}:${site?.column}`);
  expect(problems.map(({ code }) => code)).toEqual(["load/reference-as-javascript", "load/reference-as-javascript"]);
  expect(places).toEqual(["3:18", place]);
});

it("tells a text that is no module at its place", async () => {
  const { text, place } = marked("export const a = 1;\nexport const ¦a = 2;\nif (a) {}\n");
  const loaded = await loadFiles({ "flows/a.flow.ts": text });
  expect(loaded.diagnostics.map(shortly)).toEqual([`load/syntax flows/a.flow.ts:${place}`]);
});
