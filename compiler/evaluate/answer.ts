/** What the parent answers to the questions of the child: which module, which text, which data. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type DataReaders, overlayName, readConfigFile } from "./config-file.ts";
import type { ServedModules } from "./modules-served.ts";
import type { Pass } from "./pass.ts";
import { ask, type ConfigAnswer, fileOf, type ReadConfig, type Resolve, type Resolved, urlOf } from "./protocol.ts";
import type { Source } from "./source.ts";

/** Takes what is wrong, and the file of which it is said. */
type Tell = (file: string, diagnostics: readonly Diagnostic[]) => void;

/** The answer to a question, or undefined where it is none. */
export type Answers = (kind: number, text: string, pass: Pass, tell: Tell) => Promise<string | undefined>;

/** What was asked for. */
export interface Books {
  /** Which modules read a config file; by the file's name without an overlay's. */
  readonly readers: Map<string, Set<string>>;
  /** The files that a call reads, the overlay first; by `callKey`. */
  readonly calls: Map<string, readonly string[]>;
  /** What `config()` read for the file that is being evaluated: the files that it looked for, with their texts; null where there was none. */
  readonly reads: ConfigRead[];
  /** What imports meant. */
  readonly resolved: (readonly [specifier: string, importer: string, meaning: string])[];
}

interface ConfigRead {
  readonly module: string;
  readonly written: string;
  readonly base: string;
  readonly files: readonly (readonly [file: string, text: string | null])[];
}

/** Opens empty books. */
export function openBooks(): Books {
  return { readers: new Map(), calls: new Map(), reads: [], resolved: [] };
}

/** Answers from a source, and keeps book of config files. */
export function answerFrom(source: Source, modules: ServedModules, readers: DataReaders, books: Books): Answers {
  function resolve({ specifier, importer }: Resolve, { generation }: Pass, tell: Tell): Resolved {
    const from = fileOf(importer);
    if (from === undefined) return { refused: true };
    const found = modules.resolve(specifier, from);
    if (!("refused" in found)) books.resolved.push([specifier, from, "file" in found ? found.file : found.own]);
    if ("file" in found) return { url: urlOf(found.file, found.file.includes("node_modules/") ? 0 : generation) };
    if ("own" in found) return { url: found.own };
    tell(from, modules.importProblems(from, specifier));
    return { refused: true };
  }

  /** Only what an import may mean is served: a file inside the root. */
  function load(url: string, tell: Tell): string {
    const wanted = fileOf(url);
    const found = wanted === undefined ? undefined : source.find(wanted);
    if (found?.kind !== "file") return "refused\n";
    const prepared = modules.prepare(found.file);
    if ("source" in prepared) return `${prepared.format}\n${prepared.source}`;
    tell(found.file, [prepared.diagnostic]);
    return "refused\n";
  }

  async function config({ file, importer, calls }: ReadConfig, { environment }: Pass, tell: Tell): Promise<ConfigAnswer> {
    const from = fileOf(importer);
    if (from === undefined) return { reported: true };
    const [, line, column] = calls[0] ?? [];
    const at = typeof line === "number" && typeof column === "number" ? modules.original(from, line, column) : { file: from };
    const found = await readConfigFile({ written: file, importer: from, at, environment }, source, readers);
    for (const [name, text] of found.read) modules.texts.set(name, text);
    if (found.base !== undefined) {
      const known = books.readers.get(found.base) ?? new Set();
      books.readers.set(found.base, known.add(from));
      books.calls.set(callKey(from, file), [...found.read.keys()].reverse());
      const names = [found.base, ...(environment === undefined ? [] : [overlayName(found.base, environment)])];
      books.reads.push({ module: from, written: file, base: found.base, files: names.map((name) => [name, found.read.get(name) ?? null]) });
    }
    tell(from, found.diagnostics);
    return found.diagnostics.length > 0 ? { reported: true } : { data: found.data };
  }

  return async (kind, text, pass, tell) => {
    if (kind === ask.load) return load(text, tell);
    const question = parseJson(text);
    if (kind === ask.resolve && hasTexts(question, "specifier")) return JSON.stringify(resolve(question as unknown as Resolve, pass, tell));
    if (kind !== ask.config || !hasTexts(question, "file") || !Array.isArray(question["calls"])) return undefined;
    return JSON.stringify(await config(question as unknown as ReadConfig, pass, tell));
  };
}

/** Names a call of `config()` in `Books`. */
export function callKey(importer: string, written: string): string {
  return `${importer}\n${written}`;
}

/** What a JSON text says, or undefined. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function hasTexts(value: unknown, member: "specifier" | "file"): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const question = value as Readonly<Record<string, unknown>>;
  return typeof question[member] === "string" && typeof question["importer"] === "string";
}
