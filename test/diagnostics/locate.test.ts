import fc from "fast-check";
import { expect, it } from "vitest";
import type { PropertyAnchor } from "../../compiler/diagnostics/diagnostic.ts";
import { type Located, locate, locator } from "../../compiler/diagnostics/locate.ts";
import { callSites } from "./call-sites.ts";

const file = "flows/case.flow.ts";

/** Looks `path` up in the call of the word that was named `name`. */
function found(text: string, path: PropertyAnchor["path"], name = "fit"): Located & { readonly text: string } {
  const calls = callSites(text).find((recorded) => recorded.name === name)?.calls ?? [];
  const located = locator(new Map([[file, text]]))({ calls, path });
  return { ...located, text: text.slice(located.span?.start, located.span?.end) };
}

/** The text that stands at the place. */
function textAt(text: string, path: PropertyAnchor["path"], name = "fit"): string {
  return found(text, path, name).text;
}

it("finds a property of a plain call, a member call, a chained call, an optional call and a computed call", () => {
  for (const callee of ["word", "words.word", "words\n  .word", "words?.word", "word?.", "words['word']", "words.list[0]", "(0, word)"])
    expect(textAt(`${callee}("fit", { resources: { gpu: { count: 16 } } });`, [1, "resources", "gpu", "count"]), callee).toBe("16");
});

it("finds a property of a call with type arguments, and behind types that were taken out", () => {
  const text = 'const day: string = "é";\nwords.word<{ "日": 1 }>("fit", { cpu: 8 as const, memory: ("64Gi" satisfies string) } as never);';
  expect(textAt(text, [1, "memory"])).toBe('"64Gi"');
  expect(textAt(text, [1, "cpu"])).toBe("8");
});

it("gives lines and columns from 1, in UTF-16 units, the end exclusive", () => {
  expect(found(`\n\tword("fit", { "a": "😀", memory: "64Gb" });`, [1, "memory"]).place).toEqual({
    file,
    line: 2,
    column: 35,
    endLine: 2,
    endColumn: 41,
  });
});

it("counts lines that end with CRLF or CR, and a byte order mark as no column", () => {
  const text = '\ufeffword("keep", {});\r\nword("fit", {\r\n  cpu: 8,\r\n});\r\n';
  expect(found(text, [1, "cpu"]).place).toEqual({ file, line: 3, column: 8, endLine: 3, endColumn: 9 });
  expect(found(text, [0], "keep").place).toEqual({ file, line: 1, column: 6, endLine: 1, endColumn: 12 });
  expect(found('word("keep", {});\rword("fit", { cpu: 8 })', [1, "cpu"]).place).toMatchObject({ line: 2, column: 20 });
});

it("finds the call behind a line separator, which ends a line for V8 and not for an editor", () => {
  const text = '// \u2028\n"\u2029"; word("fit", { cpu: 8 });';
  expect(found(text, [1, "cpu"]).place).toEqual({ file, line: 2, column: 25, endLine: 2, endColumn: 26 });
});

it("walks into what a function gives back: an expression, an object, a block with one return, a method", () => {
  const words = '["a", `b#{1}`]'.replace("#", "$");
  for (const command of [`() => ${words}`, `() => { return ${words}; }`, `() => { const x = 1; return ${words}; }`])
    expect(textAt(`word("fit", { command: ${command} })`, [1, "command", 1]), command).toBe(words.slice(6, -1));
  expect(textAt('word("fit", { command() { return ["a", "b"]; } })', [1, "command", 1])).toBe('"b"');
  expect(textAt("word('fit', { params: () => ({ day: 7 }) })", [1, "params", "day"])).toBe("7");
});

it("stays at the property where a function has more than one way out", () => {
  const text = 'word("fit", { command: (x) => {\n  if (x) return ["a"];\n  return ["b"];\n} })';
  expect(found(text, [1, "command", 0])).toMatchObject({ text: "command", exact: false });
});

it("follows constants of the same file, through members, spreads and patterns", () => {
  const text = `
const large = { memory: "64Gi", gpu: { count: 16 } };
const sizes = { large };
const { gpu: { count } } = large;
const first = ["python", "-m"];
word("fit", { a: large, b: sizes.large, c: { ...large, cpu: 1 }, d: count, e: [...first, "run"] });`;
  expect(textAt(text, [1, "a", "gpu", "count"])).toBe("16");
  expect(textAt(text, [1, "b", "memory"])).toBe('"64Gi"');
  expect(textAt(text, [1, "c", "memory"])).toBe('"64Gi"');
  expect(textAt(text, [1, "d"])).toBe("16");
  expect(textAt(text, [1, "e", 1])).toBe('"-m"');
  expect(textAt(text, [1, "e", 2])).toBe('"run"');
  expect(found(text, [1, "a", "memory"]).own).toBe(false);
});

it("takes the nearest constant of a name", () => {
  const text = 'const cpu = 1;\nword("churn", () => { const cpu = 2; { const cpu = 3; } word("fit", { cpu }); });';
  expect(textAt(text, [1, "cpu"])).toBe("2");
});

it("stays at a name that stands for a call or for something imported", () => {
  const text = 'let pool = 1; const plan = word("plan", {});\nword("fit", { after: [plan], pool, image: pool.name });';
  expect(textAt(text, [1, "after", 0])).toBe("plan");
  expect(found(text, [1, "pool"])).toMatchObject({ text: "pool", exact: true, prefix: "pool: " });
  expect(textAt(text, [1, "image"])).toBe("pool.name");
});

it("takes the last of two properties, and a property that is written out before a spread that is not", () => {
  expect(textAt('word("fit", { cpu: 1, ...{ cpu: 2 } })', [1, "cpu"])).toBe("2");
  expect(textAt('let rest = {}; word("fit", { cpu: 1, ...rest })', [1, "cpu"])).toBe("1");
  expect(found('let rest = {}; word("fit", { ...rest, image: "a" })', [1, "cpu"])).toMatchObject({ text: "...rest", exact: false });
});

it("falls back to the nearest thing around a property that is not written", () => {
  expect(found('word("fit", { resources: { cpu: 8 } })', [1, "resources", "memory"])).toMatchObject({ text: "{ cpu: 8 }", exact: false });
  expect(found('word("fit", {\n  resources: {\n    cpu: 8,\n  },\n})', [1, "resources", "memory"])).toMatchObject({ text: "resources" });
  expect(found('words.word("fit", {\n  cpu: 8,\n})', [1, "timeout"])).toMatchObject({ text: "word", exact: false });
  expect(found('words.word("fit")', [1, "timeout"])).toMatchObject({ text: "word", exact: false });
  expect(found('word(...["fit", { cpu: 8 }])', [1, "cpu"])).toMatchObject({ text: "word", exact: false });
});

it("takes an object for a list of one", () => {
  expect(textAt('word("fit", { schedule: { cron: "* * * * *" } })', [1, "schedule", 0, "cron"])).toBe('"* * * * *"');
});

it("points at the call itself for a path without members", () => {
  expect(found('words.word("fit", {})', [])).toMatchObject({ text: "word", exact: true });
});

it("points at the call of a definition that a loop makes", () => {
  const text = '[{ name: "fit", cpu: 9 }].map((region) => word(region.name, { cpu: region.cpu, memory: "1Gi" }));';
  expect(found(text, [1, "cpu"])).toMatchObject({ text: "region.cpu", own: false, passedAt: undefined });
  expect(textAt(text, [1, "memory"])).toBe('"1Gi"');
});

it("knows whether an edit changes one definition alone", () => {
  const own = (text: string): boolean => found(text, [1, "cpu"]).own;
  expect(own('word("churn", (build) => { build.word("fit", { cpu: 8 }); });')).toBe(true);
  expect(own('word("churn", () => { const plan = word("fit", { cpu: 8 }); });')).toBe(true);
  expect(own('word("a", {}).word("b", () => word("fit", { cpu: 8 }));')).toBe(true);
  expect(own('[1, 2].map(() => word("fit", { cpu: 8 }));')).toBe(false);
  expect(own('for (const _ of [1]) word("fit", { cpu: 8 });')).toBe(false);
  expect(own('let more = true; while (more) { more = false; word("fit", { cpu: 8 }); }')).toBe(false);
  expect(own('function helper() { word("fit", { cpu: 8 }); } helper();')).toBe(false);
  expect(own('const helper = { fit: () => word("fit", { cpu: 8 }) }; helper.fit();')).toBe(false);
  expect(own('word("churn", () => { const helper = () => word("fit", { cpu: 8 }); helper(); });')).toBe(false);
});

it("says where a helper was given the value, as a parameter or as a member of one", () => {
  const helper = `function gpuStep(name, count, { memory = "1Gi" }, options) { return word(name, { count, memory, ...options }); }
const other = (name) => word(name, {});
other("keep");
`;
  const text = `${helper}gpuStep("fit", 16, { memory: "64Gb" }, { cpu: 3 });`;
  const line = 4;
  expect(found(text, [1, "count"])).toMatchObject({ text: "count", passedAt: { file, line, column: 16, endColumn: 18 } });
  expect(found(text, [1, "memory"])).toMatchObject({ text: "memory", passedAt: { file, line, column: 30, endColumn: 36 } });
  expect(found(text, [0], "keep")).toMatchObject({ text: "name", passedAt: { line: 3, column: 7 } });
});

it("does not take the call around a body for the call of a helper", () => {
  expect(found('word("churn", (build) => { build.word("fit", { a: build.word }); });', [1, "a"])).toMatchObject({
    text: "build.word",
    passedAt: undefined,
    names: ["churn", "fit"],
  });
});

it("finds a use that is no call", () => {
  const text = "const plan = {};\nplan.outputs.shrds;";
  const at = (column: number, path: PropertyAnchor["path"] = []): string => {
    const { span } = locator(new Map([[file, text]]))({ calls: [{ file, line: 2, column }], path });
    return text.slice(span?.start, span?.end);
  };
  expect(at(14)).toBe("shrds");
  expect(at(14, [1, "cpu"])).toBe("shrds");
});

it("keeps the place of the call in a text that is broken or has syntax that cannot be stripped", () => {
  for (const text of ['word("fit", { cpu: 8 ', 'enum Size { Large }\nword("fit", {})', "\u0000 word(", "word(".repeat(20_000)]) {
    const lines = text.split("\n");
    const place = locate({ calls: [{ file, line: lines.length, column: 1 }], path: [1, "cpu"] }, new Map([[file, text]]));
    expect(place).toMatchObject({ file, line: lines.length, column: 1 });
  }
});

it("gives back the call where its file is unknown or the call lies outside of it", () => {
  const site = { file, line: 9, column: 4 };
  expect(locate({ calls: [site], path: [1] }, new Map())).toEqual(site);
  expect(locate({ calls: [site], path: [1] }, new Map([[file, "short"]]))).toEqual(site);
  expect(locate({ calls: [], path: [] }, new Map())).toEqual({ file: "" });
});

it("follows constants that lead in a circle, or to each other a million times, no further than is of use", () => {
  expect(textAt("var b; const a = { ...b, ...{ get c() { return 1; } } }; word('fit', { a });", [1, "a", "x"])).not.toBe("");
  const doubled = Array.from({ length: 40 }, (_, index) => `var x${index} = {}; {const y${index} = 1;}`).join("\n");
  const helper = 'function f() { const p = { ...q, ...q }; const q = { ...p, ...p }; word("other", { p }); }';
  const circle = `${doubled}\n${helper}\nword("fit", { a: 1 });`;
  const line = circle.split("\n").findIndex((text) => text.startsWith("function f")) + 1;
  const column = (circle.split("\n")[line - 1] ?? "").indexOf('word("other"') + 1;
  const begun = performance.now();
  locate({ calls: [{ file, line, column }], path: [1, "p", "cpu"] }, new Map([[file, circle]]));
  expect(performance.now() - begun).toBeLessThan(30_000);
});

const key = fc.oneof(fc.constantFrom("cpu", "memory", "a-b", "", "0", "ü"), fc.string({ maxLength: 6 }));
const literal = fc.oneof(
  fc.integer().map(String),
  fc.string({ maxLength: 12 }).map((text) => JSON.stringify(text)),
  fc.boolean().map(String),
);

interface Written {
  readonly text: string;
  /** The literals in it, by their paths. */
  readonly literals: readonly { readonly path: readonly (string | number)[]; readonly text: string }[];
}

function under(member: string | number, { literals }: Written): Written["literals"] {
  return literals.map(({ path, text }) => ({ path: [member, ...path], text }));
}

const { options } = fc.letrec<{ value: Written; options: Written }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    literal.map((text) => ({ text, literals: [{ path: [], text }] })),
    tie("options"),
    fc.array(tie("value"), { maxLength: 3 }).map((items) => ({
      text: `[${items.map(({ text }) => text).join(", ")}]`,
      literals: items.flatMap((item, index) => under(index, item)),
    })),
    tie("value").map(({ text, literals }) => ({ text: `() => (${text})`, literals: literals.filter(({ path }) => path.length > 0) })),
    tie("value").map(({ text, literals }) => ({ text: `(${text}) as unknown`, literals })),
  ),
  options: fc
    .tuple(
      fc.uniqueArray(fc.tuple(key, tie("value")), { maxLength: 4, selector: ([name]) => name }),
      fc.constantFrom(" ", "\n  ", "\r\n\t"),
    )
    .map(([members, gap]) => ({
      text: `{${members.map(([name, { text }]) => `${gap}[${JSON.stringify(name)}]: ${text},`).join("")}${gap}}`,
      literals: members.flatMap(([name, member]) => under(name, member)),
    })),
}));

it("finds exactly the literal of every path of any options", () => {
  fc.assert(
    fc.property(options, fc.constantFrom("", "\ufeff", "/* 日😀 */\t"), ({ text, literals }, before) => {
      const source = `${before}words.word("fit", ${text});`;
      const calls = callSites(source)[0]?.calls ?? [];
      const locateIn = locator(new Map([[file, source]]));
      for (const { path, text: written } of literals) {
        const { span, exact, own } = locateIn({ calls, path: [1, ...path] });
        expect(source.slice(span?.start, span?.end)).toBe(written);
        expect({ exact, own }).toEqual({ exact: true, own: true });
      }
    }),
    { numRuns: 300 },
  );
});

it("never throws, whatever the text, the call and the path", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "binary" }), fc.constant('word("fit", { cpu: [1, ...x], ...y })')),
      fc.nat(4),
      fc.nat(40),
      fc.array(fc.oneof(fc.integer({ min: -1, max: 3 }), fc.constantFrom("cpu", "__proto__", ""))),
      (text, line, column, path) => {
        expect(locate({ calls: [{ file, line, column }], path }, new Map([[file, text]])).file).toBe(file);
      },
    ),
    { numRuns: 500 },
  );
});

it("looks up a finding in each of a thousand files", () => {
  const text = `${'word("keep", { image: "a", command: () => ["a", "b"], resources: { cpu: 1 } });\n'.repeat(12)}word("fit", { cpu: 9 });`;
  const sources = new Map(Array.from({ length: 1000 }, (_, index) => [`flows/${index}.flow.ts`, `${text} // ${index}`]));
  const locateIn = locator(sources);
  for (const name of sources.keys()) expect(locateIn({ calls: [{ file: name, line: 13, column: 1 }], path: [1, "cpu"] }).exact).toBe(true);
});
