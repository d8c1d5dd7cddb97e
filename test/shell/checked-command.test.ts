import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { checkedCommand, wrongOutputCode } from "../../compiler/shell/checked-command.ts";
import { quotedForShell } from "../../compiler/shell/quote.ts";
import { valueOfText } from "../../compiler/values/check-value.ts";
import type { ValueType } from "../../schema/values/value-type.ts";

const folder = mkdtempSync(join(tmpdir(), "checked-command-"));
afterAll(() => rmSync(folder, { recursive: true }));

const shells = [["dash"], ["bash", "--posix"], ["busybox", "sh"]].filter(
  ([program = ""]) => spawnSync(program, program === "busybox" ? ["true"] : ["-c", ":"]).error === undefined,
);

/** One script that checks many texts against one type: for each, the exit code and the text that is left in the file. */
function verdicts(shell: readonly string[], type: ValueType, texts: readonly string[]): readonly (string | undefined)[] {
  const script = checkedCommand({ outputs: [{ name: "out", type, path: join(folder, "out") }], signals: "group" });
  const [program = "", ...options] = shell;
  const runs = texts.map((text, index) => {
    writeFileSync(join(folder, `in-${index}`), text);
    const copy = `cp ${quotedForShell(join(folder, `in-${index}`))} ${quotedForShell(join(folder, "out"))}`;
    return `rm -f ${join(folder, "out")}; ${program === "busybox" ? "busybox sh" : program} ${options.filter((option) => option !== "sh").join(" ")} -c "$script" step sh -c ${quotedForShell(copy)} 2>/dev/null; echo $? >${join(folder, `code-${index}`)}; [ ! -e ${join(folder, "out")} ] || cp ${join(folder, "out")} ${join(folder, `left-${index}`)}`;
  });
  const all = [`script=${quotedForShell(script)}`, ...runs].join("\n");
  const done = spawnSync("bash", ["-c", all], { encoding: "utf8" });
  expect(done.stderr).toBe("");
  return texts.map((_, index) => {
    const code = Number(readFileSync(join(folder, `code-${index}`), "utf8"));
    expect([0, wrongOutputCode]).toContain(code);
    return code === 0 ? readFileSync(join(folder, `left-${index}`), "utf8") : undefined;
  });
}

/** What the reference says: the normal form, or undefined where the text is not of the type. */
function expected(text: string, type: ValueType): string | undefined {
  const checked = valueOfText(text.replace(/\n$/, ""), type);
  return "problem" in checked ? undefined : checked.text;
}

function agree(type: ValueType, texts: readonly string[]): void {
  for (const shell of shells) {
    const found = verdicts(shell, type, texts);
    for (const [index, text] of texts.entries()) {
      const wanted = expected(text, type);
      const context = `${shell.join(" ")} on ${JSON.stringify(text)}`;
      if (wanted === undefined || found[index] === undefined) expect(found[index], context).toBe(wanted);
      else expect(normal(found[index], type), context).toEqual(normal(wanted, type));
    }
  }
}

/** Texts are compared as they are, less their last newline; JSON as data, because escapes of a text are the command's choice; digits beyond those of a double are kept. */
function normal(text: string, type: ValueType): unknown {
  if (type.type === "list" || type.type === "object") return JSON.parse(text);
  const line = text.replace(/\n$/, "");
  return type.type === "number" && line.replace(/\D/g, "").length > 17 ? Number(line) : line;
}

const integers = [
  "0",
  "-0",
  "7",
  "-12",
  "007",
  "1.0",
  "1e3",
  "1.5",
  "1e-1",
  "9007199254740991",
  "9007199254740992",
  "",
  " 1",
  "1 ",
  "+1",
  "NaN",
  "0x10",
  "1_000",
  "12345678901234567890",
  "3\n",
  "3\n\n",
  "１",
  "1e2147483648",
  "1E+2",
];

test("integers are those that JavaScript calls safe, in any notation of JSON", () => agree({ type: "integer" }, integers));

test("numbers are those of JSON, and are left in plain decimal", () =>
  agree({ type: "number" }, [
    ...integers,
    "0.5",
    ".5",
    "5.",
    "1e-7",
    "1.5e-10",
    "Infinity",
    "-inf",
    "nan",
    "1.50",
    "-0.0",
    "1e400",
    "0e999",
    "123.456e2",
    "1e21",
    "true",
  ]));

test("bounds hold, the excluded ones too", () =>
  agree({ type: "number", minimum: -1.5, exclusiveMaximum: 10 }, [
    "-1.5",
    "-1.51",
    "-1.4999",
    "10",
    "9.999",
    "10.0001",
    "0",
    "1e1",
    "-2",
    "100",
  ]));

test("multiples of an integer", () => agree({ type: "integer", multipleOf: 3, minimum: 0 }, ["0", "3", "4", "-3", "300000000000003"]));

test("booleans are true and false", () => agree({ type: "boolean" }, ["true", "false", "True", "1", "", "true\n", "true\n\n"]));

test("enums hold members and nothing else, whatever they look like to a shell", () => {
  const members = ["small", "it's", "*", "$(id)", "a\nb", "[a-z]", "\\", "grün", ""];
  agree({ type: "string", enum: members }, [...members, "large", "x", "small\n", "SMALL", "q"]);
});

test("lengths count UTF-16 units", () =>
  agree({ type: "string", minLength: 2, maxLength: 4 }, [
    "",
    "a",
    "ab",
    "abcd",
    "abcde",
    "ü",
    "üü",
    "üüüü",
    "üüüüü",
    "😀",
    "😀😀",
    "😀😀😀",
    "€€€€",
    "€€€€€",
    "a\nb",
  ]));

test("dates are days of the calendar", () =>
  agree({ type: "string", format: "date" }, [
    "2026-02-28",
    "2026-02-29",
    "2024-02-29",
    "2000-02-29",
    "1900-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "2026-4-1",
    "0000-01-01",
    "2026-08-09",
    "2026-01-01T",
    "x",
  ]));

test("times and moments", () => {
  agree({ type: "string", format: "time" }, [
    "00:00",
    "23:59:59",
    "24:00",
    "12:60",
    "12:30:60",
    "12:30:15.250",
    "12:30:15.",
    "1:30",
    "12:30.5",
  ]);
  const moments = [
    "2026-02-28T12:30:00Z",
    "2026-02-28T12:30Z",
    "2026-02-28T12:30:00.123Z",
    "2026-02-28T12:30:00+02:00",
    "2026-02-30T12:30:00Z",
    "2026-02-28 12:30:00Z",
    "2026-02-28T12:30:00",
    "2026-02-28T12:30:00z",
    "2026-02-28T25:30:00Z",
    "2026-02-28T12:30:00+2:00",
    "2026-02-28T12:30:00-23:59",
  ];
  agree({ type: "string", format: "datetime" }, moments);
});

test("uuids, addresses and URLs", () => {
  agree({ type: "string", format: "uuid" }, [
    "123e4567-e89b-12d3-a456-426614174000",
    "123E4567-E89B-12D3-A456-426614174000",
    "123e4567e89b12d3a456426614174000",
    "g23e4567-e89b-12d3-a456-426614174000",
  ]);
  agree({ type: "string", format: "email" }, [
    "a@b.se",
    "a.b+c@d-e.example",
    ".a@b.se",
    "a..b@c.se",
    "a@b",
    "a@b.c",
    "a@-b.se",
    "a b@c.se",
    "a@b.s1",
    "@b.se",
    "a@b@c.se",
    "o'neil@x.ie",
    "a.@b.se",
  ]);
  agree({ type: "string", format: "url" }, [
    "https://a.b/c?d=e",
    "s3://bucket/key",
    "a b:c",
    "https:",
    "x:y",
    "1a:b",
    "http://a b",
    "mailto:a@b",
    "https://a\u007f",
    "a_b:c",
  ]);
});

const shards: ValueType = {
  type: "list",
  item: {
    type: "object",
    fields: { uri: { type: "string" }, rows: { type: "integer" }, note: { type: "optional", of: { type: "string" } } },
  },
};

test("lists and objects are read as JSON, and each part is of its type", () =>
  agree(shards, [
    "[]",
    " [ ] ",
    "[1]",
    "{}",
    "",
    "null",
    "[{}]",
    '[{"uri":"a","rows":1}]',
    '[{"uri":"a","rows":1},]',
    '[{"uri":"a","rows":1.5}]',
    '[{"uri":"a","rows":"1"}]',
    '[\n  {"uri": "a b", "rows": 1e2, "other": [true, null, {"x": [{}]}]},\n  {"rows": 2, "uri": "\\u00e5\\n\\"q\\""}\n]\n',
    '[{"uri":"a","rows":1}] x',
    '[{"uri":"a","rows":1}',
    '[{"uri":"a","rows":1,"note":null}]',
    '[{"uri":"a","rows":1,"note":"n"}]',
    '[{"uri":"tab\there","rows":1}]',
    '[{"uri":"\\x","rows":1}]',
    '[{"uri":"\\u12","rows":1}]',
    '[{"uri":"a" "rows":1}]',
    "[{'uri':1}]",
    '[{uri:"a"}]',
    '[{"\\u0075ri":"a","rows":1}]',
    '[{"uri":"a","rows":01}]',
    '[{"uri":"a","rows":-}]',
  ]));

test("texts in lists keep to their enum, format and lengths, escaped or not", () => {
  agree({ type: "list", item: { type: "string", enum: ["grün", "a\nb", "😀"] } }, [
    '["grün"]',
    '["gr\\u00fcn"]',
    '["a\\nb"]',
    '["\\ud83d\\ude00"]',
    '["gelb"]',
    '["\\ud83d"]',
  ]);
  agree({ type: "list", item: { type: "string", format: "date" }, minItems: 1, maxItems: 2 }, [
    "[]",
    '["2026-01-31"]',
    '["2026-02-31"]',
    '["2026-01-31","2026-01-31","2026-01-31"]',
  ]);
  agree({ type: "list", item: { type: "list", item: { type: "number", minimum: 0 } } }, ["[[],[1,2.5],[0]]", "[[],[-1]]", "[1]", "[[[]]]"]);
});

test("any JSON gets the same verdict from the shells and from the reference", () => {
  const type: ValueType = {
    type: "list",
    item: { type: "object", fields: { a: { type: "number" }, b: { type: "optional", of: { type: "list", item: { type: "boolean" } } } } },
  };
  const value = fc.array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record(
          {
            a: fc.oneof(
              fc.double({ noNaN: true, noDefaultInfinity: true }).filter((x) => Math.abs(x) < 1e300),
              fc.integer(),
            ),
            b: fc.array(fc.boolean()),
          },
          { requiredKeys: ["a"] },
        ),
      },
      { weight: 1, arbitrary: fc.jsonValue() },
    ),
    { maxLength: 4 },
  );
  const spaced = fc.tuple(value, fc.constantFrom(undefined, 1, "\t")).map(([json, space]) => JSON.stringify(json, null, space));
  const broken = fc.tuple(spaced, fc.nat(), fc.constantFrom("", "\\", '"', ",", "}", "]", " ", "1", "\u0001")).map(([text, at, put]) => {
    const place = text.length === 0 ? 0 : at % text.length;
    return text.slice(0, place) + put + text.slice(place + 1);
  });
  const texts = fc.sample(fc.oneof(spaced, broken), { numRuns: 150, seed: 7 }).filter((text) => !text.includes("\u0000"));
  agree(type, texts);
});

test.each<readonly [string, ValueType, fc.Arbitrary<unknown>]>([
  ["texts", { type: "string" }, fc.string({ unit: "binary" })],
  ["texts of at most three units", { type: "string", maxLength: 3 }, fc.string({ maxLength: 4 })],
  ["lists of whole numbers", { type: "list", item: { type: "integer" } }, fc.array(fc.integer())],
  ["booleans", { type: "boolean" }, fc.boolean()],
  ["one or two booleans", { type: "list", item: { type: "boolean" }, minItems: 1, maxItems: 2 }, fc.array(fc.boolean(), { maxLength: 3 })],
  ["lists of anything", { type: "list", item: { type: "unknown" } }, fc.array(fc.jsonValue())],
])("lists of %s are read with no function but those that they need", (_, item, arbitrary) => {
  const written = fc.array(fc.oneof({ weight: 6, arbitrary }, { weight: 1, arbitrary: fc.jsonValue() }), { maxLength: 4 });
  const escaped = written.map((json) =>
    JSON.stringify(json).replace(/[^\0-\x7e]|[a-z](?=[^"]*"[,\]])/gu, (character) =>
      [...Array(character.length).keys()].map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`).join(""),
    ),
  );
  const cut = written.map((json) => JSON.stringify(json).slice(0, -1));
  const texts = fc.sample(fc.oneof({ weight: 3, arbitrary: written.map((json) => JSON.stringify(json, null, 1)) }, escaped, cut), {
    numRuns: 60,
    seed: 7,
  });
  agree(
    { type: "list", item },
    texts.filter((text) => !/\0|[\ud800-\udfff]/.test(text)),
  );
});

test("a script holds the functions that its types need, and no other", () => {
  const functionsOf = (type: ValueType): readonly string[] =>
    checkedCommand({ outputs: [{ name: "out", type, path: "/out" }], signals: "group" })
      .split("\n")
      .flatMap((line) => /^([a-z_]+)\(\) \{/.exec(line)?.[1] ?? []);
  const json = ["more", "space", "eat", "inside"];
  expect(functionsOf({ type: "string" })).toEqual(["fail", "text_of"]);
  expect(functionsOf({ type: "list", item: { type: "boolean" } })).toEqual(["fail", "text_of", ...json, "word", "truth"]);
  expect(functionsOf({ type: "list", item: { type: "string" } })).toEqual(["fail", "text_of", ...json, "string", "escape", "unicode"]);
  expect(functionsOf({ type: "list", item: { type: "integer" } })).toEqual(["fail", "text_of", "number", ...json, "digits"]);
});

test("a list of two thousand objects is checked within seconds", () => {
  const text = JSON.stringify(Array.from({ length: 2000 }, (_, index) => ({ uri: `s3://bucket/some/long/key/${index}`, rows: index })));
  const began = performance.now();
  expect(verdicts(["dash"], shards, [text])).toEqual([text]);
  expect(performance.now() - began).toBeLessThan(60_000);
});

test("a command's own exit code is kept, and its outputs are not looked at", () => {
  const script = checkedCommand({ outputs: [{ name: "out", type: { type: "integer" }, path: join(folder, "none") }], signals: "group" });
  for (const [program = "", ...options] of shells) {
    expect(spawnSync(program, [...options, "-c", script, "step", "sh", "-c", "exit 7"]).status).toBe(7);
    const missing = spawnSync(program, [...options, "-c", script, "step", "sh", "-c", "exit 0"], { encoding: "utf8" });
    expect([missing.status, missing.stderr]).toEqual([wrongOutputCode, 'millwright: output "out" of step "step" was not written\n']);
  }
});

test("a link or an empty folder in an artifact is wrong, where the engine's store keeps files only", () => {
  const made = join(folder, "artifact");
  const outputs = [{ name: "out", type: { type: "artifact", format: "x" } as const, path: made }];
  const files = [': >"$0"', 'mkdir "$0"; : >"$0/.hidden"', 'mkdir -p "$0/a b/c"; : >"$0/a b/c/f"; : >"$0/f"', 'mkdir "$0"; : >"$0/..f"'];
  const lost = [
    ['mkdir "$0"', `has an empty folder at "${made}", which the engine would lose`],
    ['mkdir -p "$0/a/b"; : >"$0/a/f"; : >"$0/f"', `has an empty folder at "${made}/a/b", which the engine would lose`],
    ['mkdir -p "$0/.c" "$0/a"; : >"$0/a/f"', `has an empty folder at "${made}/.c", which the engine would lose`],
    ['mkdir "$0"; : >"$0/f"; ln -s f "$0/l"', `has a link at "${made}/l", which the engine would lose`],
    ['mkdir -p "$0/a"; : >"$0/f"; ln -s nowhere "$0/a/l"', `has a link at "${made}/a/l", which the engine would lose`],
    ['ln -s nowhere "$0"', `has a link at "${made}", which the engine would lose`],
    ['mkdir "$0"; mkfifo "$0/p"', `has neither a file nor a folder at "${made}/p"`],
  ] as const;
  for (const [program = "", ...options] of shells) {
    const run = (command: string, filesOnly: boolean) => {
      rmSync(made, { recursive: true, force: true });
      const script = checkedCommand({ outputs, signals: "group", filesOnly });
      return spawnSync(program, [...options, "-c", script, "step", "sh", "-c", command, made], { encoding: "utf8" });
    };
    for (const command of files) expect(run(command, true).status, command).toBe(0);
    for (const [command, said] of lost) {
      const { status, stderr } = run(command, true);
      expect([status, stderr], command).toEqual([wrongOutputCode, `millwright: output "out" of step "step" ${said}\n`]);
    }
    expect(run('mkdir -p "$0/a"; ln -s a "$0/l"', false).status).toBe(0);
  }
});

test("words reach the command as they are", () => {
  const words = ["a b", "", "*", "$HOME", "it's", "-n", "\\", "two\nlines", "grün"];
  const script = checkedCommand({ outputs: [{ name: "out", type: { type: "artifact", format: "x" }, path: folder }], signals: "group" });
  for (const [program = "", ...options] of shells) {
    const run = spawnSync(
      program,
      [...options, "-c", script, "step", process.execPath, "-p", "JSON.stringify(process.argv.slice(1))", "--", ...words],
      { encoding: "utf8" },
    );
    expect(JSON.parse(run.stdout)).toEqual(words);
  }
});

test.each(["forward", "group"] as const)("a signal ends the command in its own way, and the shell waits for it (%s)", (signals) => {
  const script = checkedCommand({ outputs: [{ name: "out", type: { type: "artifact", format: "x" }, path: folder }], signals });
  for (const [program = "", ...options] of shells) {
    const command = `trap 'sleep 0.2; exit 9' TERM; : >${folder}/ready; while :; do sleep 0.05; done`;
    const kill = signals === "forward" ? 'kill -TERM "$pid"' : 'kill -TERM -- "-$pid"';
    const outer = `set -m; rm -f ${folder}/ready; ${program} ${options.join(" ")} -c "$1" step sh -c "$2" & pid=$!; until [ -e ${folder}/ready ]; do sleep 0.02; done; ${kill}; wait "$pid"; echo $?`;
    expect(spawnSync("bash", ["-c", outer, "bash", script, command], { encoding: "utf8" }).stdout.trim(), program).toBe("9");
  }
});
