import { Buffer } from "node:buffer";

/** What a reader gives: plain JSON data, or the first thing that is wrong with the text. A reader never throws. */
export type Reading = { readonly value: unknown; readonly problem?: never } | { readonly problem: Problem; readonly value?: never };

/** Why a text was not read: one sentence that names the file, and the place in it, counted from 1. */
export interface Problem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Texts end here: no file of definitions or records comes near, and parsers that are asked for more take minutes. */
const mostBytes = 10_000_000;
/** How deep lists and objects of a file may nest; recursive readers of others fail from about 800. */
const deepest = 100;
/** How many values aliases may repeat in all. */
export const mostRepeated = 10_000;

/** What an assignment to an object of JavaScript would not store but obey. */
const forbiddenKeys: readonly string[] = ["__proto__", "constructor", "prototype"];

/** Thrown inside a reader, caught at its door; the offset counts UTF-16 units of the text. */
export class Unreadable extends Error {
  readonly offset: number;

  constructor(claim: string, offset: number) {
    super(claim);
    this.offset = offset;
  }
}

/** Gives the text without its byte order mark; refuses one that is too long or holds NUL, as UTF-16 and compressed files do. */
export function openText(text: string, most = mostBytes): string {
  // No unit takes more than three bytes of UTF-8: most texts need no count.
  if (text.length * 3 > most && Buffer.byteLength(text) > most) {
    throw new Unreadable(`has ${Buffer.byteLength(text)} bytes, more than the ${most} that are read`, 0);
  }
  const nul = text.indexOf("\0");
  if (nul >= 0) throw new Unreadable("holds a NUL character; it has to be text in UTF-8", nul);
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

/** Refuses a key that must not become a member of an object, at its offset. */
export function checkKey(key: string, offset: number): void {
  if (forbiddenKeys.includes(key))
    throw new Unreadable(`has the key "${key}", which means something else in JavaScript; give it another name`, offset);
  checkText(key, offset);
}

/** Refuses text with half of a surrogate pair, which no writer could write again. */
export function checkText(text: string, offset: number): void {
  if (!text.isWellFormed()) throw new Unreadable("has half of a surrogate pair, which is no character", offset);
}

/** Refuses a whole number that is not exactly the number of JavaScript that it became. */
export function checkInteger(written: string, value: number, offset: number): void {
  if (!Number.isSafeInteger(value)) throw new Unreadable(`has the whole number ${written}, which is beyond 2^53; write it as text`, offset);
}

/** Refuses to go deeper than `deepest`. */
export function checkDepth(depth: number, offset: number): void {
  if (depth > deepest) throw new Unreadable(`nests more than ${deepest} deep`, offset);
}

/** Turns what a reader threw into its answer. What is no `Unreadable` is a mistake of ours or of the parser, never the end of the process. */
export function unread(error: unknown, text: string, file: string): Reading {
  const { message, offset } = error instanceof Unreadable ? error : new Unreadable(`cannot be read: ${firstLine(error)}`, 0);
  const before = text.slice(text.startsWith("\ufeff") ? 1 : 0).slice(0, offset);
  const lines = before.split(/\r\n|\n|\r/);
  return { problem: { message: `File "${file}" ${message}.`, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 } };
}

/** The first line of what a parser says, without its full stop. */
export function firstLine(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return line.replace(/[.:]$/, "");
}
