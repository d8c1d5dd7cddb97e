/** Parts of the scripts that run a command and look at what it wrote. */
import type { ValueType } from "../../schema/values/value-type.ts";
import { type JsonStrings, jsonFunctions } from "./json-functions.ts";
import { numberFunction, orderFunction, unitsFunction } from "./scalar-functions.ts";
import { usesOf } from "./type-checks.ts";

/**
 * Runs the words, and leaves their exit code in \`code\`, where the engine signals the whole process group
 *
 * The shell must outlive the signal to see the command's end; the command gets it from the engine.
 */
export const commandInGroup: readonly string[] = ["trap : TERM INT HUP", '"$@"', "code=$?", "trap - TERM INT HUP"];

/** Runs the words, and leaves their exit code in \`code\`, where the engine signals only the shell. */
export const commandForwarded: readonly string[] = [
  "exec 3<&0",
  '"$@" <&3 3<&- &',
  "child=$!",
  "trap 'kill -TERM \"$child\" 2>/dev/null' TERM",
  "trap 'kill -INT \"$child\" 2>/dev/null' INT",
  "trap 'kill -HUP \"$child\" 2>/dev/null' HUP",
  "exec 3<&-",
  'wait "$child"',
  "code=$?",
  // A signal ends `wait` early; the child is still there then.
  'while kill -0 "$child" 2>/dev/null; do',
  '  wait "$child"',
  "  code=$?",
  "done",
  "trap - TERM INT HUP",
];

/** Reads a file into \`text\`, less one newline at its end. */
export const readFunction = [
  "text_of() {",
  "  text=; between=",
  '  while IFS= read -r line || [ -n "$line" ]; do text=$text$between$line; between=$nl; done <"$1"',
  "}",
].join("\n");

export const controlCharacters = [
  `control=$(printf '${Array.from({ length: 31 }, (_, index) => `\\${(index + 1).toString(8).padStart(3, "0")}`).join("")}')`,
  "delete=$(printf '\\177')",
].join("\n");

/** What the checks of values of these types call. */
export function functionsFor(types: readonly ValueType[], texts: JsonStrings = "kept"): readonly string[] {
  const uses = usesOf(types);
  return [
    ...(uses.control ? [controlCharacters] : []),
    ...(uses.number ? [numberFunction] : []),
    ...(uses.order ? [orderFunction] : []),
    ...(uses.units ? [unitsFunction] : []),
    ...(uses.json === undefined ? [] : [jsonFunctions(uses.json, { texts })]),
  ];
}
