/** The modules that the parent serves: read inside the root, without types, guarded; and what became of them. */
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { nearHelp } from "../diagnostics/suggest.ts";
import {
  importCycle,
  missingModule,
  notAllowed,
  notAModule,
  notDeterministic,
  notErasable,
  outsideRoot,
  syntax,
  unreadable,
} from "./diagnostics.ts";
import { guard, mayDecide } from "./guard.ts";
import { parseModule } from "./imports.ts";
import { type Refused, type Resolution, resolveModule } from "./resolve.ts";
import type { Source } from "./source.ts";
import { openStripper } from "./strip.ts";

type Prepared = { readonly format: "module" | "json"; readonly source: string } | { readonly diagnostic: Diagnostic };

export interface ServedModules {
  /** What the child gets for a file. */
  prepare(file: string): Prepared;
  resolve(specifier: string, importer: string): Resolution;
  /** Everything that is wrong with the imports of a file, each at its place; `refused` is the one at which its evaluation ended. */
  importProblems(file: string, refused: string): readonly Diagnostic[];
  /** The place in the file as it was written, for one in the text that was served. */
  original(file: string, line: number, column: number): Place;
  /** Takes a text as served that was not, because what it records is known. */
  recall(file: string, text: string): void;
  /** The text without types, for looking at. */
  stripped(file: string): string;
  addEdge(importer: string, imported: string): void;
  /** Cycles among the files of the project, each once. */
  cycles(): readonly Diagnostic[];
  /** The files that `file` needs, itself included. */
  closure(file: string): ReadonlySet<string>;
  end(): void;
  /** Texts as they were read. */
  readonly texts: Map<string, string>;
  readonly importers: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Opens the modules below a source's root. */
export function serveModules(source: Source): ServedModules {
  const texts = new Map<string, string>();
  const broken = new Map<string, Prepared>();
  const stripper = openStripper();
  /** Recalled, and not guarded here. */
  const unguarded = new Set<string>();
  const columns = new Map<string, (line: number, column: number) => number>();
  const imports = new Map<string, Set<string>>();
  const importers = new Map<string, Set<string>>();
  const resolve = (specifier: string, importer: string): Resolution => resolveModule(specifier, importer, source);

  function prepare(file: string): Prepared {
    const read = source.read(file);
    if ("problem" in read) return { diagnostic: unreadable.at({ file }, { file, reason: read.problem }) };
    texts.set(file, read.text);
    const text = withoutMark(read.text);
    if (file.endsWith(".json")) return { format: "json", source: text };
    const isTyped = /\.m?ts$/.test(file);
    const stripped = isTyped ? stripper.strip(text) : { text };
    if ("broken" in stripped) {
      const { code, says, line, column } = stripped.broken;
      return { diagnostic: (code === "load/syntax" ? syntax : notErasable).at({ file, line, column }, { file, says }) };
    }
    // Packages know no references.
    if (file.includes("node_modules/")) return { format: "module", source: stripped.text };
    try {
      const guarded = guard(stripped.text);
      if (guarded.text !== stripped.text) columns.set(file, guarded.columnOf);
      return { format: "module", source: guarded.text };
    } catch (error) {
      const { loc, message } = error as { readonly loc?: { readonly line: number; readonly column: number }; readonly message: string };
      const place = loc === undefined ? { file } : { file, line: loc.line, column: loc.column + 1 };
      return { diagnostic: syntax.at(place, { file, says: message.replace(/ \(\d+:\d+\)$/, "") }) };
    }
  }
  function stripped(file: string): string {
    const text = withoutMark(texts.get(file) ?? "");
    const found = /\.m?ts$/.test(file) ? stripper.strip(text) : { text };
    return "text" in found ? found.text : "";
  }
  function problemOf(specifier: string, file: string, at: Place): readonly Diagnostic[] {
    const found = resolve(specifier, file);
    return "refused" in found ? [refusal(found.refused, file, at)] : [];
  }
  return {
    texts,
    importers,
    resolve,
    stripped,
    prepare(file) {
      // What is sound is not kept: ten thousand texts are a lot of memory, and few are served twice.
      const known = broken.get(file) ?? prepare(file);
      if ("diagnostic" in known) broken.set(file, known);
      return known;
    },
    importProblems(file, refused) {
      const { imports: written, dynamic } = parseModule(stripped(file));
      const problems = written.flatMap(({ specifier, line, column, endColumn }) =>
        problemOf(specifier, file, { file, line, column, endLine: line, endColumn }),
      );
      if (written.some(({ specifier }) => specifier === refused)) return problems;
      return [...problems, ...problemOf(refused, file, { file, ...dynamic[0] })];
    },
    recall(file, text) {
      if (texts.has(file)) return;
      texts.set(file, text);
      if (mayDecide.test(text)) unguarded.add(file);
    },
    original(file, line, column) {
      if (unguarded.delete(file)) prepare(file);
      return { file, line, column: columns.get(file)?.(line, column) ?? column };
    },
    addEdge(importer, imported) {
      (imports.get(importer) ?? imports.set(importer, new Set()).get(importer))?.add(imported);
      (importers.get(imported) ?? importers.set(imported, new Set()).get(imported))?.add(importer);
    },
    cycles: () => findCycles(imports).map((cycle) => cycleDiagnostic(cycle, stripped, resolve)),
    closure: (file) => closureOf(file, imports),
    end: () => stripper.end(),
  };
}

/** A byte order mark is no part of the text. */
function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

function refusal(refused: Refused, file: string, at: Place): Diagnostic {
  switch (refused.code) {
    case "load/missing-module": {
      const isFile = /^\.{0,2}\//.test(refused.specifier);
      const otherwise = isFile
        ? "The path is relative to this file, with its ending: ./pools.ts."
        : "Packages are looked for in node_modules folders inside the root.";
      const help = nearHelp(refused.specifier, refused.known).help ?? otherwise;
      return missingModule.at(at, { file, specifier: refused.specifier }, { help });
    }
    case "load/outside-root":
      return outsideRoot.at(at, { specifier: refused.specifier });
    case "load/package-not-a-module":
      return notAModule.at(at, { specifier: refused.specifier, found: refused.file });
    case "load/not-allowed":
      return notAllowed.at(at, { what: refused.what });
    case "load/not-deterministic":
      return notDeterministic.at(at, { what: refused.what });
  }
}

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

function closureOf(file: string, imports: Edges): ReadonlySet<string> {
  const found = new Set([file]);
  for (const reached of found) for (const next of imports.get(reached) ?? []) found.add(next);
  return found;
}

/** For each group of project files that import each other one shortest way round, from the file that comes first by name. */
function findCycles(imports: Edges): readonly (readonly string[])[] {
  const told = new Set<string>();
  const cycles: (readonly string[])[] = [];
  for (const start of [...imports.keys()].sort()) {
    if (told.has(start) || start.includes("node_modules/")) continue;
    const cycle = wayRound(start, imports);
    if (cycle === undefined) continue;
    cycles.push(cycle);
    // The rest of the group is the same finding.
    const reached = closureOf(start, imports);
    for (const member of reached) if (closureOf(member, imports).has(start)) told.add(member);
  }
  return cycles;
}

function wayRound(start: string, imports: Edges): readonly string[] | undefined {
  const from = new Map<string, string>();
  const queue = [start];
  for (const file of queue) {
    for (const next of imports.get(file) ?? []) {
      if (next === start) {
        const way = [file];
        for (let before = file; before !== start; way.unshift(before)) before = from.get(before) ?? start;
        return way;
      }
      if (from.has(next)) continue;
      from.set(next, file);
      queue.push(next);
    }
  }
  return undefined;
}

function cycleDiagnostic(cycle: readonly string[], stripped: (file: string) => string, resolve: ServedModules["resolve"]): Diagnostic {
  const [file = "", second = file] = cycle;
  const found = parseModule(stripped(file)).imports.find(({ specifier }) => {
    const target = resolve(specifier, file);
    return "file" in target && target.file === second;
  });
  const at =
    found === undefined ? { file } : { file, line: found.line, column: found.column, endLine: found.line, endColumn: found.endColumn };
  const through = cycle.slice(1).map((other) => `"${other}"`);
  const related = cycle.slice(1).map((other) => ({ message: `"${other}" belongs to the circle.`, at: { file: other } }));
  return importCycle.at(at, { file, through: through.length === 0 ? "itself" : through.join(" and ") }, { related });
}
