import { hiddenCharacters } from "./escape-control.ts";
import { requirePlainData } from "./plain-data.ts";
import { checkDepth, checkInteger, checkKey, checkText, openText, type Reading, Unreadable, unread } from "./reading.ts";

/**
 * Gives JSON with keys in the order of the object and one line feed at the end; `indent` is a number of spaces, 0 for a single line.
 *
 * Characters that a reader of the file could not see are escaped, so that nothing hides in a diff.
 * Anything but JSON data (NaN, bigint, a date) is a mistake of ours, and throws, where `JSON.stringify` would write something else.
 */
export function writeJson(value: unknown, { indent = 2 }: { readonly indent?: number } = {}): string {
  requirePlainData(value);
  return `${JSON.stringify(value, null, indent).replace(hidden, unitEscapes)}\n`;
}

/** Below U+0080, JSON has escaped all but DEL; a line feed is layout. */
const hidden = new RegExp(`(?!\\n)${hiddenCharacters}`, "gu");

function unitEscapes(character: string): string {
  return [...Array(character.length).keys()].map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`).join("");
}

/**
 * Reads JSON as RFC 8259 has it, and says where it is not.
 *
 * Stricter than `JSON.parse`: refuses keys that come twice, whole numbers that a number of JavaScript cannot hold, numbers beyond its range,
 * halves of surrogate pairs, and the keys and sizes that no reader of ours takes. `most` is another limit, in bytes, for files that Millwright writes.
 */
export function readJson(source: string, file: string, { most }: { readonly most?: number } = {}): Reading {
  try {
    return { value: parseJson(openText(source, most)) };
  } catch (error) {
    return unread(error, source, file);
  }
}

const blank = /[ \t\n\r]*/y;
const numeral = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const word = /true|false|null/y;

function parseJson(text: string): unknown {
  let at = 0;
  const value = read(0);
  skip();
  if (at < text.length) throw expected("the end of the file");
  return value;

  function read(depth: number): unknown {
    skip();
    if (take("{")) return members(depth + 1);
    if (take("[")) return items(depth + 1);
    if (text[at] === '"') return string();
    const begin = at;
    const literal = match(word);
    if (literal !== undefined) return literal === "null" ? null : literal === "true";
    const digits = match(numeral);
    if (digits === undefined) throw expected("a value");
    return number(digits, begin);
  }

  function members(depth: number): unknown {
    checkDepth(depth, at - 1);
    const object: Record<string, unknown> = {};
    skip();
    if (take("}")) return object;
    do {
      skip();
      const begin = at;
      if (text[at] !== '"') throw expected("a key in double quotes");
      const key = string();
      checkKey(key, begin);
      if (Object.hasOwn(object, key)) throw new Unreadable(`has the key "${key}" twice in one object`, begin);
      skip();
      if (!take(":")) throw expected('":"');
      object[key] = read(depth);
      skip();
    } while (take(","));
    if (!take("}")) throw expected('"," or "}"');
    return object;
  }

  function items(depth: number): unknown {
    checkDepth(depth, at - 1);
    const list: unknown[] = [];
    skip();
    if (take("]")) return list;
    do {
      list.push(read(depth));
      skip();
    } while (take(","));
    if (!take("]")) throw expected('"," or "]"');
    return list;
  }

  function string(): string {
    const begin = at;
    let end = begin;
    do {
      end = text.indexOf('"', end + 1);
      if (end < 0) throw new Unreadable("has a text that does not end", begin);
    } while (isEscaped(end));
    at = end + 1;
    try {
      // Escapes, and control characters that must not be there, are JSON.parse's to judge.
      const parsed: string = JSON.parse(text.slice(begin, at));
      checkText(parsed, begin);
      return parsed;
    } catch (error) {
      throw error instanceof Unreadable
        ? error
        : new Unreadable("has a text with a control character or an escape that JSON does not know", begin);
    }
  }

  /** Whether an odd number of backslashes stands before the quote; they were not looked at before, so the whole stays linear. */
  function isEscaped(quote: number): boolean {
    let first = quote;
    while (text[first - 1] === "\\") first -= 1;
    return (quote - first) % 2 === 1;
  }

  function number(digits: string, begin: number): number {
    const parsed = Number(digits);
    if (!Number.isFinite(parsed)) throw new Unreadable(`has the number ${digits}, which is beyond the range of a double`, begin);
    if (/^-?[0-9]+$/.test(digits)) checkInteger(digits, parsed, begin);
    return parsed;
  }

  function skip(): void {
    match(blank);
  }

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return undefined;
    const found = text.slice(at, pattern.lastIndex);
    at = pattern.lastIndex;
    return found;
  }

  function take(mark: string): boolean {
    if (text[at] !== mark) return false;
    at += 1;
    return true;
  }

  function expected(what: string): Unreadable {
    const found = text.codePointAt(at);
    return new Unreadable(`has ${found === undefined ? "its end" : `"${String.fromCodePoint(found)}"`} where ${what} is expected`, at);
  }
}
