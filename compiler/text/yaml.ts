import { invariant } from "../invariant.ts";
import { escapeControl, hiddenCharacters } from "./escape-control.ts";
import { isPlainObject, writtenDepth } from "./plain-data.ts";

/*
 * No package's writer: the one that is safe for YAML 1.1 and 1.2 readers alike takes twenty times as long, and 30 ms to load.
 * What may stay bare is an allow-list; all else is quoted, so a reader that knows one more kind of number finds none of ours.
 */

/** Begins with a letter, "/" or "_": no reader of any version sees a number, a date, a tag, an alias or an indicator in that. */
const plain = /^[A-Za-z_/](?:[A-Za-z0-9_./@=+(),-]|:(?=[A-Za-z0-9_./@])| (?=[A-Za-z0-9_./(]))*$/;

/** Words of YAML 1.1 (`y`, `on`), of 1.2, of readers that know more (`none`), and `e5`, a float to one 1.1 reader. */
const special = /^(?:y|n|yes|no|on|off|true|false|null|nil|none|nan|inf|infinity|e[0-9_.+-]*)$/i;

/** Lines for a block literal. The first that is not empty begins with neither blank nor tab: Go's reader takes its indentation from there. */
const literal = /^\n*[^\s]/;
/** What a block literal cannot hold. */
const hidden = new RegExp(`(?![\\n\\t])${hiddenCharacters}`, "u");
/** What Argo, which splits files on it, takes for the end of a document. */
const documentEnd = /^[ \t]*---(?:[ \t]|$)/m;
/** What most texts are made of: looked at first, because the list of hidden characters is long. */
const visible = /^[\n\t -~]*$/;
const visibleWithoutEscape = /^[ !#-[\]-~]*$/;
const escaped = new RegExp(`["\\\\]|${hiddenCharacters}`, "gu");
const needsEscape = new RegExp(escaped.source, "u");
const shortEscapes: Readonly<Record<string, string>> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A key on one line may take 1,024 characters (bytes, to some); a longer one is written with "?". */
const longestKey = 320;

/**
 * Gives one YAML document: block style, two spaces, keys in the order of the object, LF, one line feed at the end.
 *
 * The value is JSON data; members that are `undefined` are left out. Every string that any reader of YAML 1.1 or 1.2 could take for something else
 * is in double quotes; text of several lines is a block literal where that loses nothing. No tags, anchors, aliases or folded lines.
 * Anything else (NaN, bigint, a date, half of a surrogate pair) is a mistake of ours, and throws.
 *
 * Source: YAML 1.1 (2005) and 1.2.2
 */
export function writeYaml(value: unknown): string {
  return valueAfter(value, "", "", 0).slice(1);
}

/** Gives several documents in one text, `---` between them, below a header of comment lines. */
export function writeYamlDocuments(values: readonly unknown[], options: { readonly header?: string } = {}): string {
  const documents = values.map(writeYaml).join("---\n");
  return options.header === undefined ? documents : `${comment(options.header)}${documents}`;
}

/** A document that `writeYaml` gave, as the value of a member: what stands behind `key:`, that many levels deep. */
export function nestedYaml(document: string, levels: number): string {
  return `\n${document.replace(/^(?=[^\n])/gm, "  ".repeat(levels))}`;
}

function comment(text: string): string {
  return text
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => `${`# ${escapeControl(line)}`.trimEnd()}\n`)
    .join("");
}

/** What follows the colon of a key or stands alone in a document, line feed included; `indent` is that of members of this value. */
function valueAfter(value: unknown, indent: string, parent: string, depth: number): string {
  if (typeof value !== "object" || value === null) return ` ${scalar(value, depth === 0 ? "  " : indent)}\n`;
  invariant(depth <= writtenDepth, `a document nests at most ${writtenDepth} deep and never holds itself`);
  const text = Array.isArray(value) ? items(value, indent, depth) : members(value, indent, depth);
  if (text === "") return Array.isArray(value) ? " []\n" : " {}\n";
  // A collection in a list begins on the line of its dash; `parent` is then the dash's own indentation and blanks.
  return parent === "-" ? ` ${text.slice(indent.length)}` : `\n${text}`;
}

function items(list: readonly unknown[], indent: string, depth: number): string {
  let text = "";
  // Not for…of: a hole in the list must be seen as `undefined`.
  for (let index = 0; index < list.length; index += 1) text += `${indent}-${valueAfter(list[index], `${indent}  `, "-", depth + 1)}`;
  return text;
}

function members(value: object, indent: string, depth: number): string {
  invariant(isPlainObject(value), "only plain objects are written");
  const deeper = `${indent}  `;
  let text = "";
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (member === undefined) continue;
    const name = isPlain(key) ? key : quoted(key);
    text += `${indent}${name.length > longestKey ? `? ${name}\n${indent}` : name}:${valueAfter(member, deeper, "", depth + 1)}`;
  }
  return text;
}

function scalar(value: unknown, indent: string): string {
  if (typeof value === "string") {
    if (isPlain(value)) return value;
    return value.includes("\n") && isLiteral(value) ? block(value, indent) : quoted(value);
  }
  if (typeof value === "number") return number(value);
  invariant(value === null || typeof value === "boolean", `only JSON data is written, no ${typeof value}`);
  return String(value);
}

function isPlain(text: string): boolean {
  return plain.test(text) && !special.test(text);
}

function isLiteral(text: string): boolean {
  if (!literal.test(text) || endsBlank(text)) return false;
  return (visible.test(text) || !hidden.test(text)) && !(text.includes("---") && documentEnd.test(text));
}

/** Needs a "+", or has blanks where a line should end: lost as soon as an editor tidies the end of the text. */
function endsBlank(text: string): boolean {
  const end = text.endsWith("\n") ? text.length - 1 : text.length;
  const begin = text.slice(0, end).lastIndexOf("\n");
  return begin >= 0 && /^[ \t]*$/.test(text.slice(begin + 1, end));
}

function block(text: string, indent: string): string {
  const whole = text.endsWith("\n");
  return `${whole ? "|" : "|-"}\n${(whole ? text.slice(0, -1) : text).replace(/^(?=[^\n])/gm, indent)}`;
}

function quoted(text: string): string {
  return visibleWithoutEscape.test(text) || !needsEscape.test(text) ? `"${text}"` : `"${text.replace(escaped, escapeOf)}"`;
}

function escapeOf(character: string): string {
  const short = shortEscapes[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  // Go's reader refuses such an escape, and there is no other way to write it.
  invariant(code < 0xd800 || code > 0xdfff, "text to be written holds no half of a surrogate pair");
  const digits = code.toString(16);
  return code > 0xffff ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
}

/** A float has a point: to readers of YAML 1.1, `1e-7` is text. Whole numbers that not every reader can hold are floats, as they are here. */
function number(value: number): string {
  invariant(Number.isFinite(value), `numbers to be written are finite, not ${value}`);
  if (Object.is(value, -0)) return "-0.0";
  const text = Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);
  return text.includes("e") && !text.includes(".") ? text.replace("e", ".0e") : text;
}
