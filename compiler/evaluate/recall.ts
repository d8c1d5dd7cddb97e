/**
 * What earlier builds evaluated, taken instead of evaluating it again
 *
 * A reply is taken for a file where all that decided it is as it was: the texts of the modules that it needs and of the config files that it read, what imports
 * mean, and the environment. It is checked like the reply of a living child. Only files without a finding are kept, and none that shares a module which may
 * change while files are evaluated.
 */
import { createHash } from "node:crypto";
import { isStill } from "../cache/is-still.ts";
import type { KeptChild, KeptConfig, KeptFile, Recording, Recordings } from "../cache/kept-child.ts";
import type { KeptFileWriter } from "../cache/kept-files.ts";
import { type Books, callKey, parseJson } from "./answer.ts";
import { type KnownRecords, openKnown, openSites, type SiteTable } from "./collect.ts";
import { refusedJson } from "./frames.ts";
import type { ServedModules } from "./modules-served.ts";
import { type Done, fileOf } from "./protocol.ts";
import { readDone } from "./read-done.ts";
import type { Source } from "./source.ts";

/** A reply, and the tables of the child that gave it. */
export interface Reply {
  readonly file: string;
  readonly done: Done;
  readonly sites: SiteTable;
  readonly known: KnownRecords;
}

/** What a living child replied. */
export interface Heard {
  readonly file: string;
  readonly environment: string | undefined;
  readonly body: Buffer;
  readonly done: Done;
  /** It led to no finding. */
  readonly isClean: boolean;
}

export interface Memory {
  /** The replies that stand for the evaluation of some of these files. Their modules and config files count as served from then on. */
  recall(files: readonly string[], environment: string | undefined): readonly Reply[];
  /** Files that were recalled although nobody gave the definitions of a module that they need. */
  lacking(): readonly string[];
  /** Notes a reply; `child` tells the children apart. */
  note(child: object, heard: Heard): void;
  /** Keeps what was noted for the next build. */
  end(): void;
}

export interface MemoryOptions {
  readonly recordings: Recordings;
  /** Whether what is evaluated is kept: not where an overlay makes it something passing. */
  readonly keeps: boolean;
  readonly source: Source;
  readonly modules: ServedModules;
  readonly books: Books;
  readonly original: Parameters<typeof openSites>[0];
}

interface Candidate {
  readonly kept: KeptFile;
  readonly child: KeptChild;
  readonly recording: Recording;
}

interface Tables {
  readonly sites: SiteTable;
  readonly known: KnownRecords;
  /** Numbers of definitions whose records were given. */
  readonly ids: Set<number>;
}

interface Living {
  readonly secret: string;
  readonly sites: string[];
  readonly files: KeptFile[];
  /** What config files were read while a module was evaluated, by environment and module: whoever imports it later depends on them too. */
  readonly reads: Map<string, readonly KeptConfig[]>;
}

/** Opens the memory of one build. */
export function openMemory({ recordings, keeps, source, modules, books, original }: MemoryOptions): Memory {
  const hashes = new Map<string, string | null>();
  const read = recordings.read();
  const earlier = new Map<KeptChild, Tables>();
  const living = new Map<object, Living>();
  /** Modules whose definitions were given, by whomever. */
  const given = new Set<string>();
  const recalled: KeptFile[] = [];
  const evaluated = new Set<string>();
  let writer: KeptFileWriter<readonly KeptChild[]> | undefined;

  function textOf(file: string): string | undefined {
    const found = source.find(file);
    if (found.kind !== "file" || found.file !== file) return undefined;
    const text = source.read(file);
    return "text" in text ? text.text : undefined;
  }
  function isAsBefore([file, before]: readonly [file: string, hash: string | null]): boolean {
    let hash = hashes.get(file);
    if (hash === undefined) {
      const text = textOf(file);
      hash = text === undefined ? null : hashOf(text);
      hashes.set(file, hash);
    }
    return hash === before;
  }
  function meaningOf(specifier: string, importer: string): string | undefined {
    const found = modules.resolve(specifier, importer);
    return "file" in found ? found.file : "own" in found ? found.own : undefined;
  }

  /** What files that are not still may change: all that they import. */
  function touchedBy(files: Iterable<string>): ReadonlySet<string> {
    const touched = new Set<string>();
    for (const file of files) if (!isStill(textOf(file) ?? "")) for (const module of importsOf(file)) touched.add(module);
    return touched;
  }
  /** By the text, because nobody has evaluated it yet. */
  function importsOf(file: string): ReadonlySet<string> {
    const reached = new Set([file]);
    for (const module of reached)
      for (const [, specifier = ""] of (textOf(module) ?? "").matchAll(/\b(?:from|import)\s*\(?\s*["']([^"'\n]+)["']/g)) {
        const found = modules.resolve(specifier, module);
        if ("file" in found) reached.add(found.file);
      }
    return reached;
  }

  /** The newest reply of each wanted file that nothing speaks against, in the order in which each child gave them. */
  function candidates(files: ReadonlySet<string>, environment: string | null): readonly Candidate[] {
    const found = new Map<string, Candidate>();
    for (const recording of read)
      for (const child of recording.index) {
        if (!child.resolved.every(([specifier, importer, meaning]) => meaningOf(specifier, importer) === meaning)) continue;
        for (const kept of child.files)
          if (kept.environment === environment && files.has(kept.file) && !found.has(kept.file) && kept.modules.every(isAsBefore))
            if (kept.config.every((one) => one.files.every(isAsBefore))) found.set(kept.file, { kept, child, recording });
      }
    return [...found.values()].sort((left, right) => left.kept.reply[0] - right.kept.reply[0]);
  }

  function tablesOf(child: KeptChild): Tables {
    let tables = earlier.get(child);
    if (tables === undefined) {
      tables = { sites: openSites(original), known: openKnown(), ids: new Set() };
      tables.sites.add(child.sites);
      earlier.set(child, tables);
    }
    return tables;
  }

  /** The reply, if it speaks only of the file's own modules, and of definitions that are there. */
  function replyOf({ kept, child, recording }: Candidate, { ids }: Tables): Done | undefined {
    const body = recording.block(kept.reply);
    const done =
      body !== undefined && refusedJson(body) === undefined ? readDone(parseJson(body.toString("utf8")), child.secret) : undefined;
    if (done === undefined || done.faults.length + done.problems.length + done.printed.length > 0) return undefined;
    const own = new Set(kept.modules.map(([module]) => module));
    if (!own.has(kept.file) || !done.modules.every(({ url }) => own.has(fileOf(url) ?? ""))) return undefined;
    const exported = done.modules.flatMap(({ exports }) => exports);
    const fresh = new Set(exported.filter(({ record }) => record !== undefined).map(({ id }) => id));
    if (!exported.every(({ id }) => fresh.has(id) || ids.has(id))) return undefined;
    for (const id of fresh) ids.add(id);
    return { ...done, sites: [] };
  }

  function serve({ modules: needed, config }: KeptFile): void {
    for (const [module] of needed) modules.recall(module, textOf(module) ?? "");
    for (const { module, written, base, files } of config) {
      books.readers.set(base, (books.readers.get(base) ?? new Set()).add(module));
      const there = files.filter(([, hash]) => hash !== null).map(([file]) => file);
      books.calls.set(callKey(module, written), there.toReversed());
      for (const file of there) modules.texts.set(file, textOf(file) ?? "");
    }
  }

  return {
    recall(files, environment) {
      const found = candidates(new Set(files), environment ?? null);
      const names = new Set(found.map(({ kept }) => kept.file));
      const touched = touchedBy(files.filter((file) => !names.has(file)));
      return found.flatMap((candidate) => {
        const { kept, child } = candidate;
        if (kept.modules.some(([module]) => touched.has(module))) return [];
        const tables = tablesOf(child);
        const done = replyOf(candidate, tables);
        if (done === undefined) return [];
        serve(kept);
        recalled.push(kept);
        for (const { url } of done.modules) given.add(fileOf(url) ?? "");
        return [{ file: kept.file, done, ...tables }];
      });
    },
    lacking() {
      const lacking = new Set<string>();
      for (const { file, modules: needed } of recalled) {
        const absent = needed.filter(([module]) => !given.has(module) && !module.includes(".json"));
        if (absent.length > 0) lacking.add(file);
        for (const [module] of absent) given.add(module);
      }
      return [...lacking];
    },
    note(child, { file, environment = null, body, done, isClean }) {
      for (const { url } of done.modules) given.add(fileOf(url) ?? "");
      evaluated.add(file);
      const own: Living = living.get(child) ?? { secret: done.secret, sites: [], files: [], reads: new Map() };
      living.set(child, own);
      own.sites.push(...done.sites);
      const config = books.reads.splice(0).map(({ files, ...one }) => ({ ...one, files: files.map(withHash) }));
      for (const { url } of done.modules) own.reads.set(`${environment}\n${fileOf(url)}`, config);
      const needed = [...modules.closure(file)];
      if (!keeps || !isClean || needed.some((module) => module.includes("node_modules/"))) return;
      writer ??= recordings.begin();
      own.files.push({
        file,
        environment,
        reply: writer.add(body),
        modules: needed.map((module) => [module, hashOf(modules.texts.get(module) ?? "")]),
        config: [...new Set([...config, ...needed.flatMap((module) => own.reads.get(`${environment}\n${module}`) ?? [])])],
      });
    },
    end() {
      const touched = touchedBy(evaluated);
      const shared = new Map<string, boolean>();
      const isSafe = ([module]: readonly [string, string]): boolean => {
        const known = shared.get(module) ?? (!touched.has(module) && isStill(modules.texts.get(module) ?? ""));
        shared.set(module, known);
        return known;
      };
      const children = [...living.values()].map(({ secret, sites, files }) => ({
        secret,
        sites,
        resolved: books.resolved,
        files: files.filter((kept) => kept.modules.every(isSafe)),
      }));
      if (children.some(({ files }) => files.length > 0)) writer?.finish(children);
      else writer?.abandon();
    },
  };
}

function withHash([file, text]: readonly [string, string | null]): readonly [string, string | null] {
  return [file, text === null ? null : hashOf(text)];
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
