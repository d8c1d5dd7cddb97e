import fc from "fast-check";
import { parse as parseSmol, stringify as stringifySmol } from "smol-toml";
import { expect, it } from "vitest";
import { readJson, writeJson } from "../../compiler/text/json.ts";
import { readYaml } from "../../compiler/text/read-yaml.ts";
import type { Reading } from "../../compiler/text/reading.ts";
import { readToml, writeToml } from "../../compiler/text/toml.ts";
import { writeYaml } from "../../compiler/text/yaml.ts";
import { hostileData, hostileText } from "../support/hostile-text.ts";

const unreadable = ["__proto__", "constructor", "prototype"];
const data = hostileData([...unreadable, "<<"]);
const readers = { json: readJson, yaml: readYaml, toml: readToml };

async function read(format: keyof typeof readers, text: string): Promise<Reading> {
  return readers[format](text, `x.${format}`);
}

/** Numbers as the formats keep them: JSON and our YAML reader have one zero, whole numbers beyond 2^53 are refused. */
const isKept = (value: unknown): boolean =>
  !/-0\b|\d{16,}|e\+/.test(JSON.stringify(value, (_, each) => (Object.is(each, -0) ? "-0" : each)));

it("reads JSON and YAML that our writers wrote as the same data", async () => {
  await fc.assert(
    fc.asyncProperty(data, async (value) => {
      fc.pre(isKept(value));
      expect(readJson(writeJson(value), "x.json")).toEqual({ value });
      expect(await readYaml(writeYaml(value), "x.yaml")).toEqual({ value });
    }),
    { numRuns: 5_000 },
  );
});

it("reads JSON as JSON.parse does, and refuses what it refuses", () => {
  const texts = fc.oneof(
    fc.json(),
    fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom(...'{}[],:"\\ 01-.eEtfn\n\u0001'))
      .map(([text, at, mark]) => text.slice(0, at % text.length) + mark + text.slice(at % text.length)),
    fc
      .array(fc.constantFrom(..."{}[],:", '"a"', '"\\u0041"', '"\\"', "1", "-", "0", "1e5", " ", "true", "nul"), { maxLength: 8 })
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      let wanted: unknown;
      try {
        wanted = JSON.parse(text);
      } catch {
        expect(readJson(text, "x.json").problem).toBeDefined();
        return;
      }
      const { value, problem } = readJson(text, "x.json");
      if (problem === undefined) expect(value).toEqual(wanted);
      else expect(problem.message).toMatch(/twice|2\^53|range|has the key|surrogate/);
    }),
    { numRuns: 10_000 },
  );
});

const tomlTable = fc.dictionary(
  hostileText.filter((key) => !(key in {}) && key !== "prototype"),
  hostileData([...unreadable, ...Object.getOwnPropertyNames(Object.prototype)]).filter((value) => !JSON.stringify(value).includes("null")),
);

it("writes TOML that another reader, too, reads as the same data", async () => {
  await fc.assert(
    fc.asyncProperty(tomlTable, async (table) => {
      fc.pre(isKept(table));
      const text = await writeToml(table);
      expect(JSON.parse(JSON.stringify(parseSmol(text)))).toEqual(table);
      expect(await readToml(text, "x.toml")).toEqual({ value: table });
    }),
    { numRuns: 2_000 },
  );
});

it("reads TOML as another reader does, whatever is put into it", async () => {
  const marks = [..."[]{}.,=#'\"\\ \n_-+0e1", '"""', "'''", "\r\n", "inf", "[[", "]]", "a.b", "0x1", "true", "1979-05-27", "07:32:00"];
  await fc.assert(
    fc.asyncProperty(tomlTable, fc.nat(), fc.constantFrom(...marks), async (table, at, mark) => {
      fc.pre(isKept(table));
      const whole = stringifySmol(table);
      const text = whole.slice(0, at % (whole.length + 1)) + mark + whole.slice(at % (whole.length + 1));
      const { value, problem } = await readToml(text, "x.toml");
      if (problem === undefined)
        expect(
          JSON.parse(
            JSON.stringify(parseSmol(text), (_, each) => each),
            dateless,
          ),
        ).toEqual(JSON.parse(JSON.stringify(value), dateless));
    }),
    { numRuns: 5_000 },
  );
});

/** smol-toml keeps other spellings of dates; they are compared in a case of their own. */
function dateless(_: string, value: unknown): unknown {
  return typeof value === "string" && /^\d{4}-\d\d-\d\d|^\d\d:\d\d:\d\d/.test(value) ? "date" : value;
}

it("writes small numbers, control characters and mixed lists in TOML, which the package does not", async () => {
  expect(await writeToml({ rate: 1e-7, fit: { marks: "\u0001\u0002", list: [{ a: 1 }, "x", []] } })).toBe(
    'rate = 1e-7\n\n[fit]\nmarks = "\\u0001\\u0002"\nlist = [{ a = 1 }, "x", []]\n',
  );
});

it("reads comments of TOML with the line ends of Windows", async () => {
  expect(await readToml('# sizes\r\nmemory = "8Gi" # enough\r\n[fit]\r\nrows = 2\r\n', "x.toml")).toEqual({
    value: { memory: "8Gi", fit: { rows: 2 } },
  });
});

it("gives dates and times of TOML as text", async () => {
  const text =
    "a = 2026-11-24T05:15:00+02:00\nb = 2026-11-24\nc = 07:32:00 # local\nd = 2026-11-24 03:15:00.25Z\ne = 2026-11-24T03:15:00\n";
  expect(await readToml(text, "x.toml")).toEqual({
    value: { a: "2026-11-24T03:15:00Z", b: "2026-11-24", c: "07:32:00", d: "2026-11-24T03:15:00.250Z", e: "2026-11-24T03:15:00" },
  });
});

it("keeps the objects of JavaScript as they are, whatever a TOML file calls its tables", async () => {
  const before = Object.getOwnPropertyNames(Object).length;
  for (const key of [
    "constructor",
    "constructor.prototype",
    '"\\u0063onstructor"',
    "'constructor'",
    "toString",
    "hasOwnProperty",
    "a.valueOf",
    "__proto__",
    "a.__proto__",
  ]) {
    for (const text of [
      `[${key}]\nhacked = 1\n`,
      `[[${key}]]\nhacked = 1\n`,
      `${key}.hacked = 1\n`,
      `[a]\n${key}.hacked = 1\n`,
      `a = { ${key}.hacked = 1 }\n`,
    ]) {
      expect((await readToml(text, "x.toml")).problem?.message).toContain("means something else in JavaScript");
    }
  }
  expect(Object.getOwnPropertyNames(Object)).toHaveLength(before);
  for (const owner of [{}, Object, Object.prototype.toString, Object.prototype.hasOwnProperty]) expect("hacked" in owner).toBe(false);
});

it.each<[keyof typeof readers, string, string, number, number]>([
  ["json", '{\n  "a": 1,\n  "a": 2\n}', 'File "x.json" has the key "a" twice in one object.', 3, 3],
  ["json", "[1, 9007199254740993]", 'File "x.json" has the whole number 9007199254740993, which is beyond 2^53; write it as text.', 1, 5],
  ["json", "[1,\r\n]", 'File "x.json" has "]" where a value is expected.', 2, 1],
  ["json", "\ufeff[x]", 'File "x.json" has "x" where a value is expected.', 1, 2],
  ["json", '{"a": ', 'File "x.json" has its end where a value is expected.', 1, 7],
  ["json", '"a\\ud800"', 'File "x.json" has half of a surrogate pair, which is no character.', 1, 1],
  [
    "json",
    '{"a": {"constructor": 1}}',
    'File "x.json" has the key "constructor", which means something else in JavaScript; give it another name.',
    1,
    8,
  ],
  ["json", "[1]\0", 'File "x.json" holds a NUL character; it has to be text in UTF-8.', 1, 4],
  ["yaml", "a: 1\nb:\n  c: 1\n  c: 2\n", 'File "x.yaml" has the key "c" twice in one object.', 4, 3],
  [
    "yaml",
    "a: 18446744073709551616",
    'File "x.yaml" has the whole number 18446744073709551616, which is beyond 2^53; write it as text.',
    1,
    4,
  ],
  [
    "yaml",
    "a:\n  __proto__: 1",
    'File "x.yaml" has the key "__proto__", which means something else in JavaScript; give it another name.',
    2,
    3,
  ],
  ["yaml", "a: &x {b: 1}\nc:\n  <<: *x", 'File "x.yaml" merges with "<<", which YAML 1.2 does not have; write the members out.', 3, 3],
  ["yaml", "a: &x [*x]", 'File "x.yaml" has the alias "x" inside or before what it stands for.', 1, 8],
  [
    "yaml",
    "a: !!python/object:os.system x",
    'File "x.yaml" is not readable as YAML: Unresolved tag: tag:yaml.org,2002:python/object:os.system.',
    1,
    4,
  ],
  ["yaml", "1: a", 'File "x.yaml" has a key that is no text; put it in double quotes.', 1, 1],
  ["yaml", "a: .nan", 'File "x.yaml" has NaN, which no JSON holds.', 1, 4],
  ["yaml", "a: 1\n---\nb: 1\n", 'File "x.yaml" has more than one document, where one is expected.', 2, 1],
  ["yaml", "%YAML 1.1\n---\na: yes\n", 'File "x.yaml" asks for YAML 1.1, and is read as 1.2; remove the directive.', 1, 1],
  ["yaml", "a: 1\n\tb: 2", 'File "x.yaml" is not readable as YAML: Tabs are not allowed as indentation.', 2, 1],
  ["toml", "a = 1\n[b]\nc = = 2", 'File "x.toml" has "=" where a value is expected.', 3, 5],
  ["toml", "a = 1\na = 2", 'File "x.toml" is not readable as TOML: Can\'t redefine existing key.', 2, 6],
  [
    "toml",
    "\na = 12_345_678_901_234_567_890",
    'File "x.toml" has the whole number 12_345_678_901_234_567_890, which is beyond 2^53; write it as text.',
    2,
    5,
  ],
  [
    "toml",
    "a = 0xffffffffffffffff",
    'File "x.toml" has the whole number 0xffffffffffffffff, which is beyond 2^53; write it as text.',
    1,
    5,
  ],
  ["toml", "a = 2026-02-30", 'File "x.toml" has the date 2026-02-30, which is not in the calendar.', 1, 5],
  ["toml", "a = 07:32:00.123456", 'File "x.toml" has 07:32:00.123456, which is finer than the milliseconds that are kept.', 1, 5],
  ["toml", "a = nan", 'File "x.toml" has nan, which no JSON holds.', 1, 5],
  ["toml", "a = yes", 'File "x.toml" has yes where a value is expected; text has to be in quotes.', 1, 5],
])("says what is wrong with the %s text %j, and where", async (format, text, message, line, column) => {
  expect(await read(format, text)).toEqual({ problem: { message, line, column } });
});

const bomb = [
  "a: &a [1,1,1,1,1,1,1,1,1,1]",
  ...[..."bcdefghijkl"].map((key, index) => `${key}: &${key} [${Array(10).fill(`*${"abcdefghijkl"[index]}`).join(",")}]`),
].join("\n");

it.each<[keyof typeof readers, string, string, RegExp]>([
  ["json", "lists", "[".repeat(1_000_000), /nests more than 100 deep/],
  ["json", "objects", '{"a":'.repeat(1_000_000), /nests more than 100 deep/],
  ["yaml", "flow lists", "[".repeat(50_000), /nests more than 100 deep/],
  ["yaml", "lists on one line", "- ".repeat(50_000), /nests more than 100 deep/],
  ["yaml", "keys on one line", "? ".repeat(50_000), /nests more than 100 deep/],
  [
    "yaml",
    "indented objects",
    Array.from({ length: 3_000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
    /nests more than 100 deep/,
  ],
  ["yaml", "aliases of aliases", bomb, /repeats more than 10000 values by aliases/],
  ["toml", "lists", `a = ${"[".repeat(50_000)}`, /nests more than 100 deep/],
  ["toml", "inline tables", `a = ${"{ a = ".repeat(50_000)}`, /nests more than 100 deep/],
  ["toml", "dotted keys", `${"a.".repeat(50_000)}a = 1`, /nests more than 100 deep/],
  ["toml", "dotted headers", `[${"a.".repeat(50_000)}a]`, /nests more than 100 deep/],
  ...(["json", "yaml", "toml"] as const).map(
    (format) => [format, "bytes", " ".repeat(10_000_001), /has 10000001 bytes/] as [typeof format, string, string, RegExp],
  ),
])("refuses a %s bomb of %s at once", async (format, _, text, message) => {
  await read(format, ""); // The package is loaded.
  expect((await read(format, text)).problem?.message).toMatch(message);
});

it("reads exactly 100 levels in every format", async () => {
  const list = `${"[".repeat(100)}${"]".repeat(100)}`;
  for (const text of [list, `[${list}]`]) {
    const wanted = text === list ? undefined : expect.stringContaining("nests more than 100 deep");
    expect((await read("json", text)).problem?.message).toEqual(wanted);
    expect((await read("yaml", text)).problem?.message).toEqual(wanted);
    expect((await read("toml", `a = ${text.slice(1, -1)}`)).problem?.message).toEqual(wanted);
  }
});

it("reads many keys, long texts and long comments in linear time", async () => {
  const keys = Array.from({ length: 50_000 }, (_, index) => `k${index}`);
  expect((await read("yaml", keys.map((key) => `${key}: 1`).join("\n"))).problem).toBeUndefined();
  expect((await read("json", JSON.stringify(Object.fromEntries(keys.map((key) => [key, '\\"'.repeat(20)]))))).problem).toBeUndefined();
  expect((await read("toml", `${"# x\n".repeat(500_000)}a = "${'\\"'.repeat(500_000)}"`)).problem).toBeUndefined();
}, 10_000);

it("never throws, whatever bytes it is given", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        hostileText,
        fc.string({ unit: "binary" }),
        fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("latin1")),
      ),
      async (text) => {
        for (const format of ["json", "yaml", "toml"] as const) {
          const { value, problem } = await read(format, text);
          if (problem === undefined) expect(() => writeJson(value)).not.toThrow();
          else expect(problem.line * problem.column).toBeGreaterThan(0);
        }
      },
    ),
    { numRuns: 5_000 },
  );
});

it("refuses to write what JSON.stringify would write as something else", () => {
  for (const value of [Number.NaN, { a: new Date(0) }, [undefined], 1n, { a: () => 1 }])
    expect(() => writeJson(value)).toThrow("Millwright broke its own rule");
  expect(writeJson({ b: 1, a: [null], gone: undefined }, { indent: 0 })).toBe('{"b":1,"a":[null]}\n');
  expect(writeJson(["admin\u202e\u007f\u{e0041}é"])).toBe('[\n  "admin\\u202e\\u007f\\udb40\\udc41é"\n]\n');
});
