/**
 * A command in a shell script that checks what it wrote
 *
 * Engines that take any text for any type get it from here (meaning.md, rules 3 and 4). The script needs a POSIX `/bin/sh` and no other program: dash, busybox and
 * bash give the same verdicts, those of `compiler/values/check-value.ts`.
 */
import type { ValueType } from "../../schema/values/value-type.ts";
import { commandForwarded, commandInGroup, functionsFor, readFunction } from "./parts.ts";
import { quotedForShell } from "./quote.ts";
import { completedFolders, type ShapedFolder } from "./shaped-folders.ts";
import { checkOfText } from "./type-checks.ts";

interface CheckedOutput {
  readonly name: string;
  readonly type: ValueType;
  /** Where the command writes it. */
  readonly path: string;
  /** The path as a word of the shell, where only the running script knows it: `"$path"`. */
  readonly word?: string;
}

export interface CheckedCommandOptions {
  readonly outputs: readonly CheckedOutput[];
  /** Whether the engine signals the whole process group, or only the shell, which then passes the signal on. */
  readonly signals: "group" | "forward";
  /** Texts that no value may hold, because the engine would take them for something of its own, and how a message names each. */
  readonly refuse?: readonly { readonly text: string; readonly said: string }[];
  /** The text that stands for an optional output that was not written: no value may be it. */
  readonly absent?: string;
  /** Whether that text is written where the output was not, because the engine wants a file. */
  readonly writeAbsent?: boolean;
  /** What is done with each value that is right, so that it travels as it is: lines of the script for its type and its file, a word. */
  readonly finish?: { readonly functions: readonly string[]; readonly lines: (type: ValueType, file: string) => readonly string[] };
  /** A folder that is emptied when the command has succeeded and its outputs are right; needs `rm`. */
  readonly emptied?: string;
  /** Folders of folders that the engine may have laid out without those that are empty. */
  readonly folders?: readonly ShapedFolder[];
  /** Whether the engine's store keeps files only: then a link or an empty folder, anywhere in an artifact, is wrong. */
  readonly filesOnly?: boolean;
}

/** The exit code of an attempt whose command succeeded and whose outputs are wrong: EX_DATAERR. */
export const wrongOutputCode = 65;

/**
 * The script: `/bin/sh -c SCRIPT NAME WORD…` runs the words as they are, with their exit code, then checks and normalises the outputs
 *
 * A missing output or one that is not of its type ends the script with 65 and a sentence on standard error. Numbers are rewritten in plain decimal, lists and
 * objects as compact JSON. Patterns and multiples of fractions are not checked: see `uncheckable`.
 */
export function checkedCommand({
  outputs,
  signals,
  refuse = [],
  absent,
  writeAbsent = false,
  finish,
  emptied,
  folders = [],
  filesOnly = false,
}: CheckedCommandOptions): string {
  const values = outputs.some(({ type }) => type.type !== "artifact");
  const artifacts = outputs.some(({ type }) => type.type === "artifact");
  return [
    ...completedFolders(folders),
    ...(signals === "group" ? commandInGroup : commandForwarded),
    '[ "$code" -eq 0 ] || exit "$code"',
    ...(outputs.length > 0 ? [fail] : []),
    ...(values ? ["LC_ALL=C", "nl='\n'", readFunction] : []),
    ...(artifacts && filesOnly ? [keptFunction] : []),
    ...functionsFor(outputs.map(({ type }) => type)),
    ...(values && finish !== undefined ? finish.functions : []),
    ...outputs.map((output) => checkOutput(output, { refuse, absent, writeAbsent, finish, filesOnly })),
    ...(emptied === undefined ? [] : [emptying(emptied)]),
    "exit 0",
    "",
  ].join("\n");
}

const fail = `fail() { printf 'millwright: output "%s" of step "%s" %s\\n' "$name" "$0" "$1" >&2; exit ${wrongOutputCode}; }`;

/** Fails where something at this path would be lost by a store that keeps files only. */
const keptFunction = [
  "kept() {",
  `  [ ! -L "$1" ] || fail "has a link at \\"$1\\", which the engine would lose"`,
  '  [ ! -f "$1" ] || return 0',
  `  [ -d "$1" ] || fail "has neither a file nor a folder at \\"$1\\""`,
  "  some=",
  '  for entry in "$1"/* "$1"/.[!.]* "$1"/..?*; do',
  // A folder inside sets `some` anew, and ends with it set.
  '    if [ -e "$entry" ] || [ -L "$entry" ]; then kept "$entry"; some=1; fi',
  "  done",
  `  [ -n "$some" ] || fail "has an empty folder at \\"$1\\", which the engine would lose"`,
  "}",
].join("\n");

function checkOutput(
  { name, type, path, word = quotedForShell(path) }: CheckedOutput,
  {
    refuse,
    absent,
    writeAbsent,
    finish,
    filesOnly,
  }: Required<Pick<CheckedCommandOptions, "refuse" | "filesOnly" | "writeAbsent">> & {
    readonly absent: string | undefined;
    readonly finish: CheckedCommandOptions["finish"];
  },
): string {
  const file = word;
  if (type.type === "artifact" || type.type === "artifacts")
    return [
      `name=${quotedForShell(name)}`,
      ...(filesOnly
        ? [`[ -e ${file} ] || [ -L ${file} ] || fail 'was not written'`, `kept ${file}`]
        : [`[ -e ${file} ] || fail 'was not written'`]),
    ].join("\n");
  const optional = type.type === "optional";
  const forbidden = [
    // Letter by letter, so that the script itself does not hold the text.
    ...refuse.map(
      ({ text, said }) =>
        `case $text in *${[...text].map(quotedForShell).join("")}*) fail ${quotedForShell(`holds ${said}, which the engine would replace`)} ;; esac`,
    ),
    ...(absent === undefined || !optional ? [] : [`[ "$text" != ${quotedForShell(absent)} ] || fail 'is the mark of a missing output'`]),
  ];
  const body = [`text_of ${file}`, ...forbidden, ...checkOfText(optional ? type.of : type, file), ...(finish?.lines(type, file) ?? [])];
  const otherwise = writeAbsent && absent !== undefined ? ["else", `printf %s ${quotedForShell(absent)} >${file}`] : [];
  if (optional) return [`name=${quotedForShell(name)}`, `if [ -e ${file} ]; then`, ...body, ...otherwise, "fi"].join("\n");
  return [`name=${quotedForShell(name)}`, `[ -f ${file} ] || fail 'was not written'`, ...body].join("\n");
}

function emptying(folder: string): string {
  const inside = quotedForShell(folder);
  return `rm -rf -- ${inside}/* ${inside}/.[!.]* ${inside}/..?*`;
}
