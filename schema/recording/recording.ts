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
/** Under this key a record holds the records of the definitions that it names, for those who have no file to look in. */
export const USES: unique symbol = Symbol.for("millwright.uses") as never;

/** The book of one definition that is being described. */
export interface Book {
  readonly problems: Problem[];
  readonly uses: Set<DefinitionRecord>;
}

const begun: DefinitionRecord[] = [];
const outside: Problem[] = [];
const open: Book[] = [];

/** Data is walked by functions that call themselves: the user's call lies deep below. */
const deepStack = 400;

/** More mistakes than this in one definition end it: something is wrong in a loop. */
const mostProblems = 200;

/** Runs `describe` with a book of its own for the mistakes met meanwhile. */
export function recordProblems<T>(describe: () => T): { readonly value: T } & Book {
  const book: Book = { problems: [], uses: new Set() };
  open.push(book);
  try {
    return { value: describe(), ...book };
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
    calls: callSites(deepStack),
    values,
    ...(known !== undefined && { known: [...known].slice(0, 200) }),
    ...(path !== undefined && path.length > 0 && { path: [...path] }),
    ...(part !== undefined && { part }),
  };
  const said = JSON.stringify(found);
  if (!book.some((other) => JSON.stringify(other) === said)) book.push(found);
}

/** The mistake that was noted last in the definition that is being described. */
export function lastProblem(): Problem | undefined {
  return open.at(-1)?.problems.at(-1);
}

/** The record of a definition that the one being described names; undefined for anything else. */
export function usedRecord(value: unknown): DefinitionRecord | undefined {
  const record = recordOf(value);
  if (record !== undefined) open.at(-1)?.uses.add(record);
  return record;
}

/** Notes that a definition was begun, and gives back its value: `members` with the record under `RECORD`. */
export function definition<R extends DefinitionRecord, M extends object>(record: R, members: M, uses?: Book["uses"]): M {
  begun.push(record);
  if (uses !== undefined) Object.defineProperty(record, USES, { value: uses });
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
  // Taken first: an export that throws when it is looked at leaves nothing behind for the next file.
  const taken = { begun: begun.splice(0).map(({ kind, name, calls }) => ({ kind, name, calls })), problems: outside.splice(0) };
  const exported: Recorded[] = [];
  for (const exportName of Object.keys(namespace)) collect(exportName, namespace[exportName], 0, exported);
  return { exported, ...taken };
}

/** The record of a definition's value, or undefined for anything else. */
export function recordOf(value: unknown): DefinitionRecord | undefined {
  return typeof value === "object" && value !== null ? (value as { readonly [RECORD]?: DefinitionRecord })[RECORD] : undefined;
}

const deepest = 2;

function collect(exportName: string, value: unknown, depth: number, into: Recorded[]): void {
  const record = recordOf(value);
  if (record !== undefined) {
    if (!isRecord(record)) throw new TypeError(`"${exportName}" holds no record of Millwright's`);
    into.push({ exportName, record });
  } else if (looksLikeDefinition(value)) throw new TypeError(`"${exportName}" is a plain object with the kind "${value.kind}"`);
  else if (depth < deepest && Array.isArray(value))
    for (const [index, member] of value.entries()) collect(`${exportName}[${index}]`, member, depth + 1, into);
  else if (depth < deepest && isPlainObject(value))
    for (const key of Object.keys(value)) collect(`${exportName}.${key}`, value[key], depth + 1, into);
}

function isRecord(record: unknown): boolean {
  if (typeof record !== "object" || record === null) return false;
  const { kind, name, calls } = record as Partial<DefinitionRecord>;
  return typeof kind === "string" && typeof name === "string" && Array.isArray(calls);
}

function looksLikeDefinition(value: unknown): value is { readonly kind: string } {
  return isPlainObject(value) && typeof value["name"] === "string" && ["flow", "gpuPool", "platform"].includes(String(value["kind"]));
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}
