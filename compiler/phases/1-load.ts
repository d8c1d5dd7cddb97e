/**
 * Load: from files to what they recorded
 *
 * Finds `millwright.config.ts` and the definition files that it names, evaluates them in the locked child for each environment, and gives back raw records:
 * phase 2 checks them. The only phase that reads.
 */
import path from "node:path/posix";
import type { CallNumbers } from "../../schema/record.ts";
import type { Recordings } from "../cache/kept-child.ts";
import type { Anchor, Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Limits } from "../evaluate/child-process.ts";
import type { RawDefinition, RawProblem } from "../evaluate/collect.ts";
import { type DataReaders, overlayName } from "../evaluate/config-file.ts";
import { noConfig, noPlatform } from "../evaluate/diagnostics.ts";
import { type Evaluated, type Evaluator, openEvaluator } from "../evaluate/evaluate.ts";
import { type Overlay, openSource, type Read, type Source } from "../evaluate/source.ts";
import { findFiles } from "./load/find-files.ts";

export interface LoadOptions {
  /** Absolute. */
  readonly root: string;
  /** Relative to the root; default "millwright.config.ts". Its patterns and its output folder are relative to its own folder. */
  readonly config?: string;
  /** Texts that go before the disk, by absolute path; null: there is no such file. */
  readonly overlay?: Overlay;
  /** Names of the environments that are wanted; default: all of the config. */
  readonly environments?: readonly string[];
  readonly readers: DataReaders;
  /** What the config's record says about loading; undefined where it is no platform. Default: whatever of it has the right shape. */
  readonly layoutOf?: (record: unknown) => Layout | undefined;
  readonly limits?: Partial<Limits>;
  /** The child's program; default: the bundle in dist/. */
  readonly script?: string;
  /** What earlier builds evaluated, taken where nothing speaks against it. */
  readonly recordings?: Recordings;
}

/** What the config decides about loading. */
interface Layout {
  readonly definitions: readonly string[];
  readonly output: string;
  readonly environments: readonly string[];
}

export interface LoadedEnvironment {
  readonly name: string;
  /** In order of their files. Those that no overlay touches are the same objects in each environment. */
  readonly definitions: readonly RawDefinition[];
  readonly problems: readonly RawProblem[];
  /** Files with an error: what they define is not known, so nothing may be concluded from its absence. */
  readonly broken: ReadonlySet<string>;
}

export interface Loaded {
  readonly root: string;
  /** The platform's own record. */
  readonly config: RawDefinition | undefined;
  readonly configProblems: readonly RawProblem[];
  readonly environments: readonly LoadedEnvironment[];
  /** The definition files, relative to the root. */
  readonly files: readonly string[];
  /** Every text that was read, by its path relative to the root: the exact list of what the result depends on. */
  readonly served: ReadonlyMap<string, string>;
  /** Reads another file inside the root, which then counts as served; undefined where there is none. A link that leaves the root leads to none. */
  readonly read: (file: string) => Read | undefined;
  /** For each module, the modules that import it. */
  readonly importers: ReadonlyMap<string, ReadonlySet<string>>;
  /** For each file that `config()` read (named without an environment), the modules that read it. */
  readonly configReaders: ReadonlyMap<string, ReadonlySet<string>>;
  readonly diagnostics: readonly Diagnostic[];
  /** What files wrote with `console`, for standard error. */
  readonly printed: Evaluated["printed"];
}

/** The config and the environments each have modules of their own; the first environment's are the plain ones. */
const configGeneration = 1;

/** Loads a platform. Reports the codes under load/; throws only where Millwright itself is broken. */
export async function load(options: LoadOptions): Promise<Loaded> {
  const { config = "millwright.config.ts", readers, limits, script, recordings, overlay } = options;
  const source = openSource(options.root, options.overlay);
  const found = source.find(config);
  if (found.kind !== "file") {
    const folder = path.dirname(config) === "." ? options.root : path.join(options.root, path.dirname(config));
    return nothing(source, new Map(), [noConfig.at(null, { file: path.basename(config), folder })]);
  }
  const evaluator = openEvaluator({
    source,
    readers,
    ...(limits !== undefined && { limits }),
    ...(script !== undefined && { script }),
    ...(recordings !== undefined && { recordings, keeps: overlay === undefined || overlay.size === 0 }),
  });
  try {
    return await loadWith(evaluator, source, found.file, options);
  } finally {
    await evaluator.end();
  }
}

async function loadWith(
  evaluator: Evaluator,
  source: Source,
  config: string,
  { layoutOf = lenientLayout, environments: wanted }: LoadOptions,
): Promise<Loaded> {
  const first = await evaluator.evaluate([config], { environment: undefined, generation: configGeneration });
  const platform = platformOf(first, config);
  const layout = "record" in platform ? layoutOf(platform.record) : undefined;
  const known = { config: "record" in platform ? platform : undefined, configProblems: first.problems };
  const configDiagnostics = "record" in platform ? first.diagnostics : [...first.diagnostics, ...platform.diagnostics];
  if (layout === undefined)
    return { ...nothing(source, evaluator.modules.texts, unique(configDiagnostics)), ...known, printed: first.printed };

  const folder = path.dirname(config) === "." ? "" : path.dirname(config);
  const { files, diagnostics: missing } = findFiles(layout.definitions, folder, path.join(folder, layout.output), source, (index) =>
    patternAt(platform as RawDefinition, index),
  );
  const definitions = files.filter((file) => file !== config);
  const names = wanted === undefined ? layout.environments : layout.environments.filter((name) => wanted.includes(name));
  const passes = await evaluateEnvironments(evaluator, source, definitions, names);
  const all = [first, ...passes.map(({ evaluated }) => evaluated)];
  return {
    root: source.root,
    ...known,
    environments: passes.map(({ environment }) => environment),
    files: definitions,
    served: evaluator.modules.texts,
    read: reader(source, evaluator.modules.texts),
    importers: evaluator.modules.importers,
    configReaders: evaluator.configReaders,
    diagnostics: unique([
      ...configDiagnostics,
      ...missing,
      ...passes.flatMap(({ evaluated }) => evaluated.diagnostics),
      ...evaluator.modules.cycles(),
    ]),
    printed: all.flatMap(({ printed }) => printed),
  };
}

interface EnvironmentPass {
  readonly environment: LoadedEnvironment;
  readonly evaluated: Evaluated;
}

/** The first environment evaluates everything, each other one only what reads a config file that differs there. */
async function evaluateEnvironments(
  evaluator: Evaluator,
  source: Source,
  files: readonly string[],
  names: readonly string[],
): Promise<readonly EnvironmentPass[]> {
  const [firstName, ...others] = names;
  if (firstName === undefined) return [];
  const first = await evaluator.evaluate(files, { environment: firstName, generation: 0 });
  const passes: EnvironmentPass[] = [
    { evaluated: first, environment: { name: firstName, definitions: first.definitions, problems: first.problems, broken: first.broken } },
  ];
  for (const [index, name] of others.entries()) {
    const differs = modulesThatDiffer(evaluator, source, firstName, name);
    const affected = files.filter((file) => differs.has(file));
    const again = await evaluator.evaluate(affected, { environment: name, generation: configGeneration + 1 + index });
    passes.push({ evaluated: again, environment: mergeEnvironment(name, first, again, differs) });
  }
  return passes;
}

/** Modules that read, or import one that reads, a config file with an overlay for either environment. */
function modulesThatDiffer({ configReaders, modules }: Evaluator, source: Source, first: string, second: string): ReadonlySet<string> {
  const differs = new Set<string>();
  for (const [file, readers] of configReaders) {
    if ([first, second].some((name) => source.find(overlayName(file, name)).kind !== "none"))
      for (const reader of readers) differs.add(reader);
  }
  for (const module of differs) for (const importer of modules.importers.get(module) ?? []) differs.add(importer);
  return differs;
}

function mergeEnvironment(name: string, first: Evaluated, again: Evaluated, differs: ReadonlySet<string>): LoadedEnvironment {
  const kept = first.definitions.filter(({ file }) => !differs.has(file));
  const fresh = again.definitions.filter(({ file }) => differs.has(file));
  const definitions = [...kept, ...fresh].sort((left, right) => (left.file < right.file ? -1 : left.file > right.file ? 1 : 0));
  const problems = [...first.problems.filter(({ file }) => !differs.has(file)), ...again.problems];
  return { name, definitions, problems, broken: new Set([...[...first.broken].filter((file) => !differs.has(file)), ...again.broken]) };
}

/** The place of a pattern in the config. */
function patternAt({ record, siteOf }: RawDefinition, index: number): Anchor {
  const { calls } = record as { readonly calls?: unknown };
  const sites = Array.isArray(calls) ? calls.flatMap((call) => siteOf(call as CallNumbers) ?? []) : [];
  return { calls: sites, path: [0, "definitions", index] };
}

function platformOf(evaluated: Evaluated, config: string): RawDefinition | { readonly diagnostics: readonly Diagnostic[] } {
  const platforms = evaluated.definitions.filter(({ record }) => (record as { readonly kind?: unknown }).kind === "platform");
  const [only] = platforms;
  if (only !== undefined && platforms.length === 1) return only;
  if (only === undefined && evaluated.broken.size > 0) return { diagnostics: [] };
  return {
    diagnostics: [
      noPlatform.at(
        { file: config, line: 1, column: 1 },
        { file: config, found: only === undefined ? "no platform" : `${platforms.length} platforms` },
      ),
    ],
  };
}

/** What of a platform's record has the right shape; what does not is told by phase 2. */
function lenientLayout(record: unknown): Layout | undefined {
  const { options } = record as { readonly options?: unknown };
  if (typeof options !== "object" || options === null) return undefined;
  const { definitions, output, environments } = options as Readonly<Record<string, unknown>>;
  return {
    definitions: Array.isArray(definitions) ? definitions.filter((pattern) => typeof pattern === "string") : [],
    output: typeof output === "string" ? output : "deploy",
    environments: typeof environments === "object" && environments !== null ? Object.keys(environments) : [],
  };
}

function nothing(source: Source, served: Map<string, string>, diagnostics: readonly Diagnostic[]): Loaded {
  return {
    root: source.root,
    config: undefined,
    configProblems: [],
    environments: [],
    files: [],
    served,
    read: reader(source, served),
    importers: new Map(),
    configReaders: new Map(),
    printed: [],
    diagnostics,
  };
}

function reader(source: Source, served: Map<string, string>): Loaded["read"] {
  return (file) => {
    const found = source.find(file);
    if (found.kind !== "file") return undefined;
    const read = source.read(found.file);
    if ("text" in read) served.set(file, read.text);
    return read;
  };
}

/** Each finding once: a file that many import is met many times. */
function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const known = new Map<string, Diagnostic>();
  for (const found of diagnostics) {
    const key = JSON.stringify([found.code, found.at, found.message]);
    if (!known.has(key)) known.set(key, found);
  }
  return [...known.values()];
}
