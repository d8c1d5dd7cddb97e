import { checkDepth, checkInteger, checkKey, Unreadable } from "./reading.ts";

/**
 * Makes sure that a text is TOML which `@iarna/toml` reads as what it says; throws `Unreadable` otherwise.
 *
 * The package (3.0.0) has to be kept from some texts altogether. `[constructor]` and `[toString]` make it write into JavaScript's own objects, for
 * the whole process. Integers beyond 64 bits wrap round, and 30 February is 1 March. It nests without end.
 *
 * Source: TOML 1.0.0
 */
export function guardToml(text: string): void {
  let at = 0;
  let headed = 0;
  for (blankLines(); at < text.length; blankLines()) {
    if (take("[")) header();
    else member(headed);
    blank();
    if (at < text.length && match(lineEnd) === undefined) throw expected("the end of the line");
  }

  function header(): void {
    const close = take("[") ? "]]" : "]";
    headed = keys(0) + close.length - 1;
    for (const mark of close) if (!take(mark)) throw expected(`"${close}"`);
  }

  function member(depth: number): void {
    const inner = keys(depth);
    if (!take("=")) throw expected('"="');
    blank();
    value(inner);
  }

  /** The parts of a dotted key; gives the depth of what it names. */
  function keys(depth: number): number {
    let inner = depth;
    do {
      blank();
      const begin = at;
      const key = match(bareKey) ?? (text[at] === '"' ? basicKey() : match(literalString)?.slice(1, -1));
      if (key === undefined) throw expected("a key");
      checkKey(key, begin);
      if (key in {}) throw new Unreadable(`has the key "${key}", which means something else in JavaScript; give it another name`, begin);
      inner += 1;
      checkDepth(inner, begin);
      blank();
    } while (take("."));
    return inner;
  }

  function basicKey(): string | undefined {
    const begin = at;
    const written = match(basicString);
    if (written === undefined) return undefined;
    try {
      return JSON.parse(written.replace(/\\U([0-9a-fA-F]{8})/g, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16))));
    } catch {
      throw new Unreadable("has a key with an escape that TOML does not know", begin);
    }
  }

  function value(depth: number): void {
    if (text[at] === "[" || text[at] === "{") checkDepth(depth + 1, at);
    if (take("[")) items(depth + 1);
    else if (take("{")) inlineTable(depth);
    else if (text.startsWith('"""', at)) multiline('"""');
    else if (text.startsWith("'''", at)) multiline("'''");
    else if (text[at] === '"' || text[at] === "'") {
      if (match(basicString) === undefined && match(literalString) === undefined) throw expected("a text that ends on its line");
    } else bare();
  }

  function items(depth: number): void {
    for (blankLines(); !take("]"); blankLines()) {
      value(depth);
      blankLines();
      if (!take(",") && text[at] !== "]") throw expected('"," or "]"');
    }
  }

  function inlineTable(depth: number): void {
    blank();
    if (take("}")) return;
    do {
      member(depth);
      blank();
    } while (take(","));
    if (!take("}")) throw expected('"," or "}" on the same line');
  }

  function multiline(quotes: string): void {
    const begin = at;
    for (at += 3; !text.startsWith(quotes, at); at += quotes === '"""' && text[at] === "\\" ? 2 : 1) {
      if (at >= text.length) throw new Unreadable("has a text that does not end", begin);
    }
    at += 3;
    // Up to two more quotes belong to the text.
    for (let more = 0; more < 2 && text[at] === quotes[0]; more += 1) at += 1;
  }

  function bare(): void {
    const begin = at;
    const word = match(dateAndTime) ?? match(bareValue);
    if (word === undefined) throw expected("a value");
    if (/^[+-]?(?:inf|nan)$/.test(word)) throw new Unreadable(`has ${word}, which no JSON holds`, begin);
    const digits = word.replaceAll("_", "");
    if (integer.test(word)) checkInteger(word, digits.startsWith("-") ? -Number(digits.slice(1)) : Number(digits), begin);
    else if (float.test(word)) {
      if (!Number.isFinite(Number(digits))) throw new Unreadable(`has the number ${word}, which is beyond the range of a double`, begin);
    } else if (/:.*\.\d{3}\d*[1-9]/.test(word)) {
      throw new Unreadable(`has ${word}, which is finer than the milliseconds that are kept`, begin);
    } else if (date.test(word)) {
      if (!isDay(word)) throw new Unreadable(`has the date ${word}, which is not in the calendar`, begin);
    } else if (!/^(?:true|false|\d\d:\d\d:\d\d(?:\.\d+)?)$/.test(word)) {
      throw new Unreadable(`has ${word} where a value is expected; text has to be in quotes`, begin);
    }
  }

  function blankLines(): void {
    match(emptyLines);
  }

  function blank(): void {
    match(blanks);
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
    const shown = found === undefined ? "its end" : found === 10 || found === 13 ? "the end of a line" : `"${String.fromCodePoint(found)}"`;
    return new Unreadable(`has ${shown} where ${what} is expected`, at);
  }
}

const blanks = /[ \t]*/y;
const emptyLines = /(?:[ \t]|\r?\n|#[^\r\n]*)*/y;
const lineEnd = /(?:#[^\r\n]*)?(?:\r?\n|$)/y;
const bareKey = /[A-Za-z0-9_-]+/y;
const basicString = /"(?:[^"\\\r\n]|\\[^\r\n])*"/y;
const literalString = /'[^'\r\n]*'/y;
const dateAndTime = /\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)?/y;
const bareValue = /[A-Za-z0-9_+.:-]+/y;
const integer = /^(?:[+-]?[0-9](?:_?[0-9])*|0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*)$/;
const float = /^[+-]?[0-9](?:_?[0-9])*(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?$/;
const date = /^\d{4}-\d\d-\d\d(?:$|[Tt ])/;

function isDay(word: string): boolean {
  const day = word.slice(0, 10);
  const instant = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day);
}
