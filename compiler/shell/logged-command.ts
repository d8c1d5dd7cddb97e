/**
 * A command in a shell script that checks what it wrote and writes it into its own log
 *
 * For engines that read a step's outputs from its log, as JSON between two marks. What the command says streams through; the block comes last, once all outputs are
 * right, so that whatever the command said between such marks counts for nothing. The script needs a POSIX `/bin/sh` and no other program.
 */
import type { ValueType } from "../../schema/values/value-type.ts";
import { escapedFunction } from "./json-functions.ts";
import { encodingFunction, putFunction, type Replaced } from "./logged-text.ts";
import { commandForwarded, controlCharacters, functionsFor } from "./parts.ts";
import { quotedForShell } from "./quote.ts";
import { checkOfText } from "./type-checks.ts";

interface LoggedOutput {
  readonly name: string;
  readonly type: ValueType;
  /** Where the command writes it. */
  readonly path: string;
  /** What stands before and after its text in the block; the text is written as the inside of a JSON text. */
  readonly before: string;
  readonly after: string;
}

export interface LoggedCommandOptions {
  readonly outputs: readonly LoggedOutput[];
  /** Names of the variables that hold the two marks. */
  readonly marks: readonly [start: string, end: string];
  /** What no text between the marks may hold: a piece of both, in which "_" is written as an escape. */
  readonly markPiece: string;
  /** The block of outputs, around what each has. */
  readonly block: readonly [before: string, after: string];
  /** Bytes that the outputs of a step may have together. */
  readonly longest: number;
  /** The block of an attempt that failed; it is in \`$millwright_failed\`. */
  readonly failed: string;
  /** Lines that come before the command. */
  readonly first?: readonly string[];
}

/** The functions that the scripts of all steps share; they come after the command, so that nothing of the command's environment is changed. */
export function loggedCommandLibrary(types: readonly ValueType[], replaced: Replaced): string {
  const functions = functionsFor(types, "normal");
  const has = (text: string): boolean => functions.some((part) => part.includes(text));
  return [
    "LC_ALL=C; set -f; IFS=; under=",
    "nl='\n'",
    failFunction,
    wholeFunction,
    ...(has("control=") ? [] : [controlCharacters]),
    ...functions,
    ...(has("escaped()") ? [] : [escapedFunction]),
    ...encodingFunction,
    ...putFunction(replaced),
  ].join("\n");
}

/**
 * The script of one step: `/bin/sh -c SCRIPT NAME WORD…` runs the words as they are, with their exit code
 *
 * A missing output, one that is not of its type, or outputs that are too long end it with 65 and a sentence on standard error. A failed attempt writes a block too: the
 * engine reads the last one, and it must not be one of the command's.
 */
export function loggedCommand(
  library: string,
  { outputs, marks, markPiece, block, longest, failed, first = [] }: LoggedCommandOptions,
): string {
  const ending = outputs.length === 0 ? ["finish 0"] : [library, ...checks(outputs, longest), ...written(outputs, marks, markPiece, block)];
  return [
    // The marks go where the log goes, also while a function writes elsewhere.
    `exec 5>&1; millwright_failed=${quotedForShell(failed)}`,
    `finish() { printf '\\n%s%s%s\\n' "$${marks[0]}" "$millwright_failed" "$${marks[1]}" >&5; exit "$1"; }`,
    ...first,
    ...commandForwarded,
    '[ "$code" -eq 0 ] || finish "$code"',
    ...ending,
    "",
  ].join("\n");
}

function checks(outputs: readonly LoggedOutput[], longest: number): readonly string[] {
  const lines = outputs.flatMap(({ name, type, path }) => {
    const file = quotedForShell(path);
    const carried = type.type === "optional" ? type.of : type;
    const body = [
      `whole ${file}`,
      ...checkOfText(carried, file, { refuseTwice: true }),
      // What is no UTF-8 would arrive as something else.
      'utf_8 "$text"',
      `total=$((total + \${#text})); [ "$total" -le ${longest} ] || fail 'is too long: more than ${longest} bytes in all'`,
    ];
    const head = `name=${quotedForShell(name)}`;
    if (type.type === "optional") return [head, `if [ -e ${file} ]; then`, ...body, "fi"];
    return [head, `[ -f ${file} ] || fail 'was not written'`, ...body];
  });
  return ["total=0", ...lines];
}

function written(
  outputs: readonly LoggedOutput[],
  [start, end]: LoggedCommandOptions["marks"],
  markPiece: string,
  [before, after]: LoggedCommandOptions["block"],
): readonly string[] {
  const lines = outputs.flatMap(({ name, type, path, before: head, after: tail }) => {
    const file = quotedForShell(path);
    const body = [
      `whole ${file}`,
      `case $text in *${[...markPiece].map(quotedForShell).join("")}*) under=_ ;; *) under= ;; esac`,
      `printf '%s%s' "$comma" ${quotedForShell(head)}; put_file ${file}; printf %s ${quotedForShell(tail)}; comma=,`,
    ];
    const lead = `name=${quotedForShell(name)}`;
    return type.type === "optional" ? [lead, `if [ -e ${file} ]; then`, ...body, "fi"] : [lead, ...body];
  });
  return [
    `comma=; printf '\\n%s%s' "$${start}" ${quotedForShell(before)}`,
    ...lines,
    `printf '%s%s\\n' ${quotedForShell(after)} "$${end}"`,
    "exit 0",
  ];
}

const failFunction = 'fail() { printf \'millwright: output "%s" of step "%s" %s\\n\' "$name" "$0" "$1" >&2; finish 65; }';

/** Reads a file into \`text\`, less one newline at its end. A shell loses the bytes 0 of a file; where there is a \`wc\`, that is seen. */
const wholeFunction = [
  "whole() {",
  "  text=; between=; last=",
  "  while :; do",
  "    if IFS= read -r line; then text=$text$between$line; between=$nl; last=$nl",
  '    else [ -z "$line" ] || { text=$text$between$line; last=; }; break; fi',
  '  done <"$1"',
  "  if command -v wc >/dev/null 2>&1; then",
  '    bytes=$(($(wc -c <"$1"))); kept=$text$last',
  '    [ "$bytes" -eq "${#kept}" ] || fail \'has a character U+0000\'',
  "  fi",
  "}",
].join("\n");
