/**
 * What is being recorded
 *
 * Definitions are ordinary values, but three things can only be known by keeping book while a file is evaluated: which definitions were begun (and perhaps
 * not exported), which mistakes were met, and inside which definition. This is the one place with such state; the child empties it between files.
 */
import type { CallNumbers, DefinitionRecord, Problem } from "../record.ts";
import { callSites } from "./sites.ts";

/** Under this key a definition's value holds its record. Other copies of the library use the same key. */
export const RECORD: unique symbol = Symbol.for("millwright.record") as never;

/** The book of one definition that is being described. */
export interface Book {
  readonly problems: Problem[];
}

const begun: DefinitionRecord[] = [];
const outside: Problem[] = [];
const open: Book[] = [];

/** More mistakes than this in one definition end it: something is wrong in a loop. */
const mostProblems = 200;

/** Runs `describe` with a book of its own for the mistakes met meanwhile. */
export function recordProblems<T>(describe: () => T): { readonly value: T; readonly problems: readonly Problem[] } {
  const book: Book = { problems: [] };
  open.push(book);
  try {
    return { value: describe(), problems: book.problems };
  } finally {
    open.pop();
  }
}

/** The definition that is being described, as an identity: references belong to the one in which they were made. */
export function currentBook(): Book | undefined {
  return open.at(-1);
}

/** Notes a mistake at the call that is being made, or below it at `path`; the evaluation goes on. */
export function problem(
  code: string,
  values: Problem["values"],
  { known, path, part }: { readonly known?: Iterable<string>; readonly path?: Problem["path"]; readonly part?: "key" } = {},
): void {
  const book = open.at(-1)?.problems ?? outside;
  if (book.length >= mostProblems) throw new RangeError(`more than ${mostProblems} mistakes in one definition`);
  const found: Problem = {
    code,
    calls: callSites(),
    values,
    ...(known !== undefined && { known: [...known].slice(0, 200) }),
    ...(path !== undefined && path.length > 0 && { path: [...path] }),
    ...(part !== undefined && { part }),
  };
  const place = JSON.stringify([found.calls, found.path]);
  if (!book.some((other) => other.code === code && JSON.stringify([other.calls, other.path]) === place)) book.push(found);
}

/** The mistake that was noted last in the definition that is being described. */
export function lastProblem(): Problem | undefined {
  return open.at(-1)?.problems.at(-1);
}

/** Notes that a definition was begun, and gives back its value: `members` with the record under `RECORD`. */
export function definition<R extends DefinitionRecord, M extends object>(record: R, members: M): M {
  begun.push(record);
  Object.defineProperty(members, RECORD, { value: record });
  return Object.freeze(members);
}

export interface Recorded {
  readonly exportName: string;
  readonly record: DefinitionRecord;
}

export interface FileRecording {
  readonly exported: readonly Recorded[];
  /** Definitions that were begun in this evaluation; those not exported by any file are reported. */
  readonly begun: readonly { readonly kind: string; readonly name: string; readonly calls: readonly CallNumbers[] }[];
  /** Mistakes met outside every definition. */
  readonly problems: readonly Problem[];
}

/** Takes what was recorded since the last call, with the definitions that `namespace` exports: as values, in lists, or in plain objects. */
export function takeRecording(namespace: Readonly<Record<string, unknown>>): FileRecording {
  const exported: Recorded[] = [];
  for (const exportName of Object.keys(namespace)) collect(exportName, namespace[exportName], 0, exported);
  return {
    exported,
    begun: begun.splice(0).map(({ kind, name, calls }) => ({ kind, name, calls })),
    problems: outside.splice(0),
  };
}

/** The record of a definition's value, or undefined for anything else. */
export function recordOf(value: unknown): DefinitionRecord | undefined {
  return typeof value === "object" && value !== null ? (value as { readonly [RECORD]?: DefinitionRecord })[RECORD] : undefined;
}

const deepest = 2;

function collect(exportName: string, value: unknown, depth: number, into: Recorded[]): void {
  const record = recordOf(value);
  if (record !== undefined) into.push({ exportName, record });
  else if (depth < deepest && Array.isArray(value))
    for (const [index, member] of value.entries()) collect(`${exportName}[${index}]`, member, depth + 1, into);
  else if (depth < deepest && isPlainObject(value))
    for (const key of Object.keys(value)) collect(`${exportName}.${key}`, value[key], depth + 1, into);
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}
