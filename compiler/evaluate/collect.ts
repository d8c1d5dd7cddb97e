/** From replies to definitions: a definition is (kind, name, file), whoever exports it and however often it was evaluated. */

import type { CallNumbers, Site } from "../../schema/record.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { notExported } from "./diagnostics.ts";
import { type Done, fileOf } from "./protocol.ts";
import { isCall } from "./read-done.ts";
import { refusedWords } from "./refused-words.ts";

/** What a definition recorded, still unchecked. */
export interface RawDefinition {
  readonly record: unknown;
  /** The file that it belongs to: of those that export it, the one that holds its call. */
  readonly file: string;
  readonly exportName: string;
  siteOf(call: CallNumbers): Site | undefined;
}

/** A mistake that the language met outside every definition, still unchecked. */
export interface RawProblem {
  readonly problem: unknown;
  readonly file: string;
  siteOf(call: CallNumbers): Site | undefined;
}

/** The files that call sites of one child point into. */
export interface SiteTable {
  add(urls: readonly string[]): void;
  siteOf(call: CallNumbers): Site | undefined;
}

/** Opens an empty table; `original` gives the place in the text as it was written. */
export function openSites(original: (file: string, line: number, column: number) => Site | undefined): SiteTable {
  const files: (string | undefined)[] = [];
  return {
    add(urls) {
      for (const url of urls) files.push(fileOf(url));
    },
    siteOf(call) {
      if (!isCall(call)) return undefined;
      const file = files[call[0]];
      return file === undefined ? undefined : original(file, call[1], call[2]);
    },
  };
}

export interface Collector {
  /** Takes the reply for `file`, from the child that `sites` and `known` belong to. */
  add(file: string, done: Done, sites: SiteTable, known: KnownRecords): void;
  definitions(): readonly RawDefinition[];
  readonly problems: readonly RawProblem[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Definitions of one child: by its own numbers, and what they are. */
export interface KnownRecords {
  readonly entries: Map<number, Entry>;
  readonly identities: Set<string>;
}

/** Opens the empty table of a child that begins. */
export function openKnown(): KnownRecords {
  return { entries: new Map(), identities: new Set() };
}

interface Entry {
  readonly record: unknown;
  readonly calls: readonly Site[];
  readonly sites: SiteTable;
  readonly exports: { readonly file: string; readonly name: string }[];
}

const words: Readonly<Record<string, string>> = { flow: "Flow", gpuPool: "Pool", platform: "Platform" };

/** Where a config file gives the value at `path`, for the call in `module` that reads the file as `written`. */
export type KeyOf = (module: string, written: string, path: string) => Place | undefined;

/** Opens an empty collector for one environment. */
export function openCollector(keyOf: KeyOf): Collector {
  const entries = new Set<Entry>();
  const collected = new Set<string>();
  const byPlace = new Map<string, Entry>();
  const problems: RawProblem[] = [];
  const diagnostics: Diagnostic[] = [];

  function take(file: string, { modules, faults }: Done, sites: SiteTable, known: KnownRecords): void {
    for (const { url, exports } of modules) {
      const module = fileOf(url) ?? file;
      // Another child evaluated it before: its definitions are there already.
      const isAgain = collected.has(module);
      collected.add(module);
      for (const { name, id, record } of exports) {
        let entry = known.entries.get(id);
        if (entry === undefined && record !== undefined) {
          const own = faults.length > 0 ? record : withoutForgedRefusal(record);
          entry = (isAgain ? byPlace.get(`${module}\n${name}`) : undefined) ?? {
            record: withKeyPlaces(own, sites, keyOf),
            calls: sitesOf(record, sites),
            sites,
            exports: [],
          };
          known.entries.set(id, entry);
          known.identities.add(identity(record));
          if (!isAgain) entries.add(entry);
        }
        if (entry === undefined) continue;
        entry.exports.push({ file: module, name });
        byPlace.set(`${module}\n${name}`, entry);
      }
    }
  }
  return {
    problems,
    diagnostics,
    add(file, done, sites, known) {
      sites.add(done.sites);
      take(file, done, sites, known);
      for (const problem of done.problems)
        problems.push({ problem: withKeyPlace(problem, sites, keyOf), file, siteOf: (call) => sites.siteOf(call) });
      if (done.faults.length > 0) return;
      for (const begun of done.begun) {
        const [at] = begun.calls.flatMap((call) => sites.siteOf(call) ?? []);
        if (at !== undefined && !known.identities.has(identity(begun)))
          diagnostics.push(notExported.at(at, { what: words[begun.kind] ?? "Definition", name: begun.name }));
      }
    },
    definitions: () => [...entries].map(definitionOf).sort(inOrderOfFiles),
  };
}

/** A flow may end its body with the words of a refusal; where nothing was refused, they are its own and must be told as such. */
function withoutForgedRefusal(record: unknown): unknown {
  const { failure } = record as { readonly failure?: { readonly message?: unknown } };
  if (typeof failure?.message !== "string" || !failure.message.endsWith(refusedWords)) return record;
  return { ...(record as object), failure: { ...failure, message: `${failure.message.slice(0, -1)}, says the definition.` } };
}

function withKeyPlaces(record: unknown, sites: SiteTable, keyOf: KeyOf): unknown {
  const { problems } = record as { readonly problems?: unknown };
  if (!Array.isArray(problems) || problems.length === 0) return record;
  return { ...(record as object), problems: problems.map((problem: unknown) => withKeyPlace(problem, sites, keyOf)) };
}

/** A value of the wrong type in a config file is shown where the file gives it; only the parent has the file's text. */
function withKeyPlace(problem: unknown, sites: SiteTable, keyOf: KeyOf): unknown {
  const { code, calls, values } = (problem ?? {}) as { readonly code?: unknown; readonly calls?: unknown; readonly values?: unknown };
  if (code !== "load/config-type" || !Array.isArray(calls) || typeof values !== "object" || values === null) return problem;
  const { file: written, path } = values as { readonly file?: unknown; readonly path?: unknown };
  const module = sites.siteOf(calls[0] as CallNumbers)?.file;
  if (module === undefined || typeof written !== "string" || typeof path !== "string") return problem;
  const at = keyOf(module, written, path);
  if (at === undefined) return problem;
  return { ...(problem as object), values: { ...values, keyFile: at.file, keyLine: at.line, keyColumn: at.column } };
}

function identity(record: unknown): string {
  const { kind, name, calls } = record as { readonly kind?: unknown; readonly name?: unknown; readonly calls?: unknown };
  return JSON.stringify([kind, name, calls]);
}

function sitesOf(record: unknown, sites: SiteTable): readonly Site[] {
  const { calls } = record as { readonly calls?: unknown };
  return Array.isArray(calls) ? calls.slice(0, 2).flatMap((call: CallNumbers) => sites.siteOf(call) ?? []) : [];
}

function definitionOf({ record, calls, sites, exports }: Entry): RawDefinition {
  const byName = [...exports].sort((left, right) => compare(left.file, right.file) || compare(left.name, right.name));
  const own = calls.flatMap(({ file }) => byName.find((exported) => exported.file === file) ?? [])[0] ?? byName[0];
  return { record, file: own?.file ?? "", exportName: own?.name ?? "", siteOf: (call) => sites.siteOf(call) };
}

function inOrderOfFiles(left: RawDefinition, right: RawDefinition): number {
  return compare(left.file, right.file);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
