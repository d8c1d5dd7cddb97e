/**
 * The script around a command
 *
 * Each value comes in as an argument of its own and is put together with the others here, where nobody on the way reads the text any more.
 */
import { checkedCommand } from "../../../compiler/shell/checked-command.ts";
import { quotedForShell } from "../../../compiler/shell/quote.ts";
import type { ValueType } from "../../../schema/values/value-type.ts";
import { absentVariable, compactFunction, isJson, jsonOfFunction, leaving, markVariable, plainFunction } from "../shell/value-functions.ts";
import { absent, isReplaced, textOfJson, wordInScript } from "./traveling.ts";
import { typeOfValue, type Value, type Wire } from "./values.ts";

export interface ScriptOutput {
  readonly name: string;
  readonly type: ValueType;
  readonly placeholder: string;
}

export interface ScriptParts {
  /** The name of the step, for its messages. */
  readonly name: string;
  /** Words of the command, each put together from values. */
  readonly words: readonly (readonly Value[])[];
  /** Variables of the environment that are not plain text. */
  readonly env: readonly (readonly [string, readonly Value[]])[];
  readonly outputs: readonly ScriptOutput[];
  /** Folders of gathered artifacts, by placeholder, with their depth: marks of empty folders are taken out of them. */
  readonly folders: readonly { readonly placeholder: string; readonly depth: number }[];
  /** Only part of what the cache goes by. */
  readonly remark?: string;
  /** The placeholder of an input of the task that holds a value's text. */
  readonly placeholderOf: (wire: Wire) => string;
}

/** The command of a container, with its arguments. */
export function commandOf(parts: ScriptParts): { readonly command: readonly string[]; readonly args?: readonly string[] } {
  return direct(parts) ?? scripted(parts);
}

/** The words as they are, where no script is needed. */
function direct({ words, env, outputs, folders, remark, placeholderOf }: ScriptParts): ReturnType<typeof commandOf> | undefined {
  if (outputs.length + env.length + folders.length > 0 || remark !== undefined) return undefined;
  const texts: string[] = [];
  for (const [index, word] of words.entries()) {
    if (word.length > 1 && word.some((piece) => piece.kind === "literal" && /[{}$]/.test(textOfJson(piece.value)))) return undefined;
    const pieces = word.map((piece) => {
      if (piece.kind === "literal") {
        const text = textOfJson(piece.value);
        return isReplaced(text) ? undefined : text;
      }
      if (piece.kind === "place") return index === 0 ? undefined : piece.placeholder;
      return piece.kind === "wire" && index > 0 && travelsAsItIs(piece.type) ? placeholderOf(piece) : undefined;
    });
    if (pieces.includes(undefined)) return undefined;
    texts.push(pieces.join(""));
  }
  const [program = "", ...args] = texts;
  return { command: [program], ...(args.length > 0 && { args }) };
}

/** Whether no text of the type can hold a mark. */
function travelsAsItIs(type: ValueType): boolean {
  switch (type.type) {
    case "integer":
    case "number":
    case "boolean":
      return true;
    case "string":
      if (type.enum !== undefined) return !type.enum.some(isReplaced);
      return type.format === "date" || type.format === "datetime" || type.format === "time" || type.format === "uuid";
    default:
      return false;
  }
}

function scripted({ name, words, env, outputs, folders, remark, placeholderOf }: ScriptParts): ReturnType<typeof commandOf> {
  const script = openScript(placeholderOf);
  const exports = env.map(([variable, pieces]) => `export ${variable}=${script.word(pieces)}`);
  const set = `set -- ${words.map(script.word).join(" ")}`;
  const checked = outputs.map(({ name: output, type, placeholder }) => ({ name: output, type, path: "", word: script.place(placeholder) }));
  const emptied = folders.map(({ placeholder, depth }) => {
    const folder = script.place(placeholder);
    const levels = Array.from({ length: depth }, (_, level) => `${folder}${"/*".repeat(level)}/.millwright`);
    return `rm -f -- ${levels.join(" ")}`;
  });
  const end =
    outputs.length === 0
      ? 'exec "$@"'
      : checkedCommand({
          outputs: checked,
          signals: "group",
          absent,
          writeAbsent: true,
          finish: leaving(outputs.map(({ type }) => type)),
          filesOnly: true,
        });
  const lines = [...(remark === undefined ? [] : [`: ${quotedForShell(remark)}`]), ...script.prelude(), ...emptied, ...exports, set, end];
  const args = script.placeholders();
  return { command: ["/bin/sh", "-c", lines.join("\n"), name], ...(args.length > 0 && { args }) };
}

interface Script {
  /** A word of the shell. */
  readonly word: (pieces: readonly Value[]) => string;
  /** A path, as a word of the shell. */
  readonly place: (placeholder: string) => string;
  /** What stands before the words. */
  readonly prelude: () => readonly string[];
  readonly placeholders: () => readonly string[];
}

function openScript(placeholderOf: (wire: Wire) => string): Script {
  const variables = new Map<string, string>();
  const decoded = new Map<string, ValueType>();
  const lines: string[] = [];
  const uses = { json: false, absent: false };
  let made = 0;
  const variableOf = (placeholder: string): string => {
    const known = variables.get(placeholder) ?? `mw_${variables.size + 1}`;
    variables.set(placeholder, known);
    return known;
  };
  const valueVariable = (wire: Wire): string => {
    const variable = variableOf(placeholderOf(wire));
    if (!travelsAsItIs(wire.type)) decoded.set(variable, wire.type);
    return variable;
  };
  const newVariable = (): string => {
    made += 1;
    return `mw_made_${made}`;
  };
  const piece = (value: Value): string => {
    switch (value.kind) {
      case "literal":
        return wordInScript(textOfJson(value.value));
      case "wire":
        return `"$${valueVariable(value)}"`;
      case "place":
        return `"$${variableOf(value.placeholder)}"`;
      case "text":
        return value.parts.map(piece).join("");
      case "orElse": {
        uses.absent = true;
        const variable = newVariable();
        lines.push(`${variable}=${piece(value.of)}; [ "$${variable}" != "$mw_absent" ] || ${variable}=${piece(value.other)}`);
        return `"$${variable}"`;
      }
      case "json":
        return jsonPiece(value.of);
      default:
        throw new TypeError(`a word holds no "${value.kind}"`);
    }
  };
  const jsonPiece = (of: Value): string => {
    if (of.kind === "literal") return wordInScript(JSON.stringify(of.value));
    if (typeOfValue(of).type !== "string") return piece(of);
    uses.json = true;
    const variable = newVariable();
    lines.push(`json_of ${piece(of)}; ${variable}=$mw_text`);
    return `"$${variable}"`;
  };
  return {
    word: (pieces) => pieces.map(piece).join("") || "''",
    place: (placeholder) => `"$${variableOf(placeholder)}"`,
    placeholders: () => [...variables.keys()],
    prelude: () => [
      ...[...variables.values()].map((variable) => `${variable}=$1; shift`),
      ...(decoded.size > 0 ? [markVariable, plainFunction] : []),
      ...([...decoded.values()].some(isJson) ? [compactFunction] : []),
      ...(uses.json ? [jsonOfFunction] : []),
      ...(uses.absent ? [absentVariable] : []),
      ...[...decoded].map(([variable, type]) =>
        isJson(type) ? `compact "$${variable}"; plain "$mw_text"; ${variable}=$mw_text` : `plain "$${variable}"; ${variable}=$mw_text`,
      ),
      ...lines,
    ],
  };
}
