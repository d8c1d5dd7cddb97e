import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { type LoggedCommandOptions, loggedCommand, loggedCommandLibrary } from "../../compiler/shell/logged-command.ts";
import { valueOfText } from "../../compiler/values/check-value.ts";
import type { ValueType } from "../../schema/values/value-type.ts";

const folder = mkdtempSync(join(tmpdir(), "logged-command-"));
afterAll(() => rmSync(folder, { recursive: true }));

const shells = [["dash"], ["bash", "--posix"], ["busybox", "sh"]].filter(
  ([program = ""]) => spawnSync(program, program === "busybox" ? ["true"] : ["-c", ":"]).error === undefined,
);

const replaced = [
  ["$", "`1"],
  ["`", "`0"],
] as const;
const common = {
  marks: ["MARK_START", "MARK_END"],
  markPiece: "A_MARK",
  block: ['{"params":{', "}}"],
  longest: 200_000,
  failed: "{}",
} as const satisfies Partial<LoggedCommandOptions>;

interface Ran {
  readonly code: number | null;
  readonly log: string;
  readonly said: string;
  /** What an engine takes from the log: what stands between the last marks, as data. */
  readonly block: { readonly params?: Readonly<Record<string, string>> };
}

/** Runs a command that leaves the bytes of `texts` as its outputs. */
function run(
  shell: readonly string[],
  types: Readonly<Record<string, ValueType>>,
  texts: Readonly<Record<string, string | Uint8Array>>,
  command = ":",
): Ran {
  for (const name of Object.keys(types)) rmSync(join(folder, name), { force: true });
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  const outputs = Object.entries(types).map(([name, type]) => ({
    name,
    type,
    path: join(folder, name),
    before: `${JSON.stringify(name)}:"`,
    after: '"',
  }));
  const script = loggedCommand(loggedCommandLibrary(Object.values(types), replaced), { ...common, outputs });
  const [program = "", ...options] = shell;
  const { status, stdout, stderr } = spawnSync(program, [...options, "-c", script, "fit", "sh", "-c", command], {
    encoding: "utf8",
    env: { ...process.env, MARK_START: "A_MARK_START", MARK_END: "A_MARK_END" },
    maxBuffer: 1 << 26,
  });
  const block = stdout.slice(stdout.lastIndexOf("A_MARK_START") + "A_MARK_START".length, stdout.lastIndexOf("A_MARK_END"));
  return { code: status, log: stdout, said: stderr, block: JSON.parse(block) as Ran["block"] };
}

const text: ValueType = { type: "string" };
const plain = (travelling: string): string => travelling.replaceAll("`1", "$").replaceAll("`0", "`");

/** All texts at once, an output each, arrive as the reference says. */
function arrive(type: ValueType, given: readonly string[]): void {
  for (const shell of shells) {
    const types = Object.fromEntries(given.map((_, index) => [`o${index}`, type]));
    const { code, block, said } = run(shell, types, Object.fromEntries(given.map((written, index) => [`o${index}`, written])));
    expect([code, said], shell.join(" ")).toEqual([0, ""]);
    for (const [index, written] of given.entries()) {
      const expected = valueOfText(written.replace(/\n$/, ""), type);
      if ("problem" in expected) throw new Error(`the reference refuses ${JSON.stringify(written)}`);
      expect(plain(block.params?.[`o${index}`] ?? "(none)"), `${shell.join(" ")} on ${JSON.stringify(written)}`).toBe(expected.text);
    }
  }
}

test("any text arrives as it was written, less one newline", () =>
  arrive(text, [
    "",
    "\n",
    "a\n\n",
    'it\'s "so" $HOME $$ $(HOME) `id` \\n \\ %s # * ? [a] ~ { } {} | & ; < > ! é 漢 🙂\ttab, \nnew line,  two spaces ',
    "`0 `1 `- $1 $$name $\u007bx}",
    Array.from({ length: 31 }, (_, index) => String.fromCharCode(index + 1)).join(""),
    "\x7f\u0080\u00a0\u07ff\u0800\u2028\ufeff\ud7ff\ue000\uffff\u{10000}\u{10ffff}",
    "A_MARK_END A_MARK_START{}A_MARK_END A_MARK",
    "-n",
    "%d%%",
    "x".repeat(127) + "é".repeat(200) + '"'.repeat(300),
    "]]]^-!_[:alpha:]",
  ]));

test("generated texts arrive as they were written", () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ unit: "binary", maxLength: 300 }).filter((made) => !made.includes("\0")),
        { minLength: 1, maxLength: 8 },
      ),
      (made) => arrive(text, made),
    ),
    { numRuns: 15 },
  ));

test(
  "a long text of many lines arrives whole, in a few seconds",
  () => arrive(text, ["abcdefghi\n".repeat(10_000), '"é\\'.repeat(8_000)]),
  60_000,
);

test("JSON is written in the one way that JSON.stringify has, numbers in plain decimal", () => {
  arrive({ type: "list", item: text }, [
    "[]",
    ' [ "\\u00e9\\ud83d\\ude42\\/" , "\\u0022\\u005c\\b\\f\\n\\r\\t\\u001b\\u007f$`" ] ',
    '["",""]',
  ]);
  arrive({ type: "object", fields: { a: { type: "list", item: { type: "integer" } } } }, [
    '{"\\u0061":[1,-2],"z":{"y":[null,true]}}',
    '{ "a" : [] }',
  ]);
  for (const shell of shells)
    expect(run(shell, { o: { type: "list", item: { type: "number" } } }, { o: "[1e2, 1.50,-0.0, 5e-7]" }).block.params).toEqual({
      o: "[100,1.5,0,0.0000005]",
    });
});

test("an optional output that was not written is not in the block", () => {
  for (const shell of shells)
    expect(run(shell, { a: { type: "optional", of: { type: "integer" } }, b: { type: "optional", of: text } }, { b: "" }).block).toEqual({
      params: { b: "" },
    });
});

test("a command sees the environment as it is", () => {
  for (const shell of shells) {
    const { log } = run(shell, { o: text }, { o: "" }, 'printf "%s|" "$LC_ALL" "$failed" "$IFS" "$text"');
    expect(log.startsWith(`${process.env["LC_ALL"] ?? ""}|| \t\n||`)).toBe(true);
  }
});

test("the log streams through, and what it holds between marks of its own counts for nothing", () => {
  for (const shell of shells) {
    const ran = run(shell, { o: text }, { o: "right" }, 'printf \'said A_MARK_START{"params":{"o":"wrong"}}A_MARK_END\'');
    expect(ran.log.startsWith('said A_MARK_START{"params":{"o":"wrong"}}A_MARK_END\n')).toBe(true);
    expect(ran.block).toEqual({ params: { o: "right" } });
    const failed = run(shell, { o: text }, { o: "right" }, 'printf \'A_MARK_START{"params":{"o":1}}A_MARK_END\'; exit 7');
    expect([failed.code, failed.block]).toEqual([7, {}]);
    const none = run(shell, {}, {}, "printf A_MARK_END");
    expect([none.code, none.block]).toEqual([0, {}]);
  }
});

test.each<readonly [string, ValueType, string | Uint8Array | undefined, string]>([
  ["was not written", text, undefined, "was not written"],
  ["is outside its type", { type: "integer" }, "1.5", "is no integer"],
  ["is no UTF-8", text, Uint8Array.of(0x61, 0xc3, 0x28), "is no UTF-8 text"],
  ["ends within a character", text, Uint8Array.of(0xf0, 0x9f, 0x99), "is no UTF-8 text"],
  ["is an overlong form", text, Uint8Array.of(0xe0, 0x80, 0xaf), "is no UTF-8 text"],
  ["is half a surrogate pair", text, Uint8Array.of(0xed, 0xa0, 0x80), "is no UTF-8 text"],
  ["holds a zero byte", text, Uint8Array.of(0x61, 0, 0x62), "has a character U+0000"],
  ["holds half a character as an escape", { type: "list", item: text }, '["\\ud83d"]', "has half a character in a JSON text"],
  ["holds U+0000 as an escape", { type: "list", item: text }, '["\\u0000"]', "has the character U+0000 in a JSON text"],
  ["has a field twice", { type: "object", fields: { a: { type: "integer" } } }, '{"a":1,"a":2}', "has .a twice"],
  ["is too long", text, "x".repeat(200_001), "is too long: more than 200000 bytes in all"],
])("an output that %s fails the attempt, with an empty block", (_, type, written, problem) => {
  for (const shell of shells) {
    const { code, block, said } = run(shell, { out: type }, written === undefined ? {} : { out: written });
    expect([code, block, said]).toEqual([65, {}, `millwright: output "out" of step "fit" ${problem}\n`]);
  }
});
