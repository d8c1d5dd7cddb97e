import { spawnSync } from "node:child_process";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { load } from "js-yaml";
import { expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { writeYaml, writeYamlDocuments } from "../../compiler/text/yaml.ts";
import { hostileData } from "../support/hostile-text.ts";

/** Data as lists only: no key, not `__proto__` either, and no text that looks like a number can hide in it. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value === "object" && value !== null) return Object.entries(value).map(([key, member]) => [key, shape(member)]);
  return typeof value === "string" ? { text: value } : { value };
}

function expectSame(found: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(shape(found), shape(expected))) expect(shape(found)).toEqual(shape(expected));
}

const runs = { numRuns: 10_000 };
const proto = ["__proto__"];

it("reads back as the same data in YAML 1.2", () => {
  fc.assert(
    fc.property(hostileData(), (value) => expectSame(parse(writeYaml(value)), value)),
    runs,
  );
});

it("reads back as the same data in YAML 1.1", () => {
  fc.assert(
    fc.property(hostileData(), (value) => expectSame(parse(writeYaml(value), { version: "1.1" }), value)),
    runs,
  );
});

it("reads back as the same data in js-yaml", () => {
  fc.assert(
    fc.property(hostileData(proto), (value) => expectSame(load(writeYaml(value)), value)),
    runs,
  );
});

const python = `
import json, sys, yaml
def plain(value):
    if isinstance(value, dict):
        assert all(type(key) is str for key in value), value
        return [[key, plain(member)] for key, member in value.items()]
    if isinstance(value, list): return [plain(item) for item in value]
    assert value is None or type(value) in (str, bool, int, float), value
    return {"text": value} if type(value) is str else {"value": value}
loaders = [yaml.SafeLoader, yaml.CSafeLoader] if yaml.__with_libyaml__ else [yaml.SafeLoader]
texts = json.load(sys.stdin)
json.dump([[plain(yaml.load(text, Loader=loader)) for text in texts] for loader in loaders], sys.stdout)
`;

const hasPython = spawnSync("python3", ["-c", "import yaml"]).status === 0;

it.skipIf(!hasPython)(
  `reads back as the same data in Python's yaml and in libyaml${hasPython ? "" : " (skipped: no python3 with PyYAML here)"}`,
  () => {
    const values = fc.sample(hostileData(), 4_000);
    const run = spawnSync("python3", ["-c", python], {
      input: JSON.stringify(values.map(writeYaml)),
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    expect(run.stderr).toBe("");
    const expected = values.map(shape);
    for (const read of JSON.parse(run.stdout)) if (!isDeepStrictEqual(read, expected)) expect(read).toEqual(expected);
  },
);

it("writes many documents that a reader, and a splitter on lines of three dashes, tells apart", () => {
  fc.assert(
    fc.property(fc.array(hostileData(), { minLength: 1, maxLength: 4 }), fc.string({ unit: "binary" }), (values, header) => {
      const text = writeYamlDocuments(values, { header });
      expectSame(
        parseAllDocuments(text).map((document) => document.toJS()),
        values,
      );
      expect(text.split(/\n---/)).toHaveLength(values.length);
    }),
    { numRuns: 2_000 },
  );
});

it("ends with exactly one line feed, and holds no carriage return and no hidden character", () => {
  fc.assert(
    fc.property(hostileData(), (value) => {
      const text = writeYaml(value);
      expect(text).toMatch(/[^\n]\n$/);
      expect(text).not.toMatch(/[\r\0\u001b\u007f\u0085\u200b\u2028\u202e\ufeff]/);
    }),
    runs,
  );
});

it("writes block style in the order of the keys, without undefined members", () => {
  const value = {
    kind: "WorkflowTemplate",
    metadata: { name: "churn", labels: {}, gone: undefined },
    spec: { args: ["--day={{inputs.parameters.day}}", "fit model", 3, true, null], empty: [], nested: [[1, [2]], { a: 1, b: { c: "x" } }] },
  };
  expect(writeYaml(value)).toBe(`kind: WorkflowTemplate
metadata:
  name: churn
  labels: {}
spec:
  args:
    - "--day={{inputs.parameters.day}}"
    - fit model
    - 3
    - true
    - null
  empty: []
  nested:
    - - 1
      - - 2
    - a: 1
      b:
        c: x
`);
});

it("writes a script as a block literal, and quotes it where a literal would lose something", () => {
  expect(writeYaml({ source: "import sys\n\nif x:\n\tprint('é')  \n" })).toBe("source: |\n  import sys\n\n  if x:\n  \tprint('é')  \n");
  expect(writeYaml([{ source: "a\nb" }])).toBe("- source: |-\n    a\n    b\n");
  for (const text of ["a\n---\nb", "a\n  ---\nb", "  a\nb", "a\n\n", "a\r\nb\n", "a\u001b\nb\n", "a\n  ", "\n\n"]) {
    expect(writeYaml(text)).toMatch(/^".*"\n$/);
  }
});

it.each([
  "y",
  "N",
  "on",
  "Off",
  "no",
  "~",
  "null",
  "0o7",
  "012",
  "1_000",
  "0b1",
  "12:30",
  "2024-01-01",
  ".5",
  "1e3",
  "E0",
  "<<",
  "=",
  "",
  "None",
])("quotes %j as a value and as a key", (text) => {
  expect(writeYaml(text)).toBe(`"${text}"\n`);
  expect(writeYaml({ [text]: 1 })).toBe(`"${text}": 1\n`);
});

it("writes numbers that are the same number to every reader", () => {
  expect(writeYaml([0.05, 1e-7, 1e21, -0, 2 ** 53, Number.MAX_SAFE_INTEGER])).toBe(
    "- 0.05\n- 1.0e-7\n- 1.0e+21\n- -0.0\n- 9.007199254740992e+15\n- 9007199254740991\n",
  );
});

it("writes the header as comment lines that nothing in it can end", () => {
  expect(writeYamlDocuments([{ a: 1 }, 2], { header: "from flows/churn.flow.ts\n\nx\r\u2028y: 1" })).toBe(
    "# from flows/churn.flow.ts\n#\n# x\\r\\u2028y: 1\na: 1\n---\n2\n",
  );
});

const cycle: unknown[] = [];
cycle.push(cycle);

it.each<[string, unknown]>([
  ["NaN", [Number.NaN]],
  ["an infinite number", { a: Number.POSITIVE_INFINITY }],
  ["a bigint", 1n],
  ["a function", { a: () => 1 }],
  ["a symbol", Symbol("a")],
  ["a date", { a: new Date(0) }],
  ["a map", new Map()],
  ["undefined in a list", [undefined]],
  ["a hole in a list", new Array(1)],
  ["undefined alone", undefined],
  ["half of a surrogate pair", "a\ud800"],
  ["such a half as a key", { "\udc00": 1 }],
  ["such a half among lines", "a\n\ud800\n"],
  ["a cycle", cycle],
])("never writes %s", (_, value) => {
  expect(() => writeYaml(value)).toThrow("Millwright broke its own rule");
});
