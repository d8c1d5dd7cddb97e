/**
 * The compiler: every command goes through `compile`
 *
 * load → validate → link → plan → check → lower, in this order, for each environment. It reads, and writes nothing: phase 7 is the caller's decision.
 */
import path from "node:path";
import * as z from "zod";
import type { Artifact } from "./artifact.ts";
import { openRecordings } from "./cache/kept-child.ts";
import { openProducts } from "./cache/products.ts";
import { dedupe, type Found } from "./diagnostics/dedupe.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { withoutFollowers } from "./diagnostics/followers.ts";
import { checkPlatform } from "./environment/check-platform.ts";
import { chooseGitops } from "./environment/choose-gitops.ts";
import { chooseTargets } from "./environment/choose-targets.ts";
import { compileEnvironment, type EnvironmentOutput, linkEnvironment } from "./environment/compile-environment.ts";
import { readImages } from "./environment/read-images.ts";
import { readScripts } from "./environment/read-scripts.ts";
import { topOf } from "./environment/top-of.ts";
import { type ValidateOne, validateOnce } from "./environment/validate-once.ts";
import type { Overlay } from "./evaluate/source.ts";
import { gitopsArtifacts } from "./gitops/gitops.ts";
import { type Loaded, type LoadedEnvironment, load } from "./phases/1-load.ts";
import type { PlannedFlow } from "./plan.ts";
import type { Program } from "./program.ts";
import { stopwatch, type Timings } from "./stopwatch.ts";
import { dataReaders } from "./text/data-readers.ts";
import { forgedRecord } from "./validate/diagnostics.ts";
import type { Configuration } from "./validate/validate-platform.ts";

export interface CompileOptions {
  /** Absolute path of the folder that holds millwright.config.ts. */
  readonly root: string;
  /** Texts that stand for files, by absolute path; null for a file that is gone. */
  readonly overlay?: Overlay;
  /** Only these environments; default: all. */
  readonly environments?: readonly string[];
  /** Only these targets; default: those of the config. */
  readonly targets?: readonly string[];
  /** The moment that `check` looks at the clock for. */
  readonly now?: Date;
  /** Absolute path of a folder for what this version keeps of this root between builds; false or left out: nothing is kept. */
  readonly cache?: string | false;
  /** Whether plans of unchanged flows may be missing, because their artifacts are known from an earlier build. */
  readonly withoutPlans?: boolean;
  /** Milliseconds, for the timings alone. */
  readonly clock?: () => number;
}

export interface CompiledEnvironment {
  readonly name: string;
  readonly program: Program;
  /** Of the flows that are free of errors so far. */
  readonly plans: readonly PlannedFlow[];
}

export interface Compiled {
  readonly environments: readonly CompiledEnvironment[];
  /** Of all environments; paths begin with the environment's name. */
  readonly artifacts: readonly Artifact[];
  /** All that was found, each once; nothing is silenced yet (`settle`). */
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that were read, by path relative to `top`. */
  readonly sources: ReadonlyMap<string, string>;
  /** Absolute path that places are relative to: the top of the git repository, else the config's folder. */
  readonly top: string;
  /** Folder of the artifacts, relative to the config's folder. */
  readonly outputFolder: string;
  /** What millwright.config.ts says; undefined where it could not be read. */
  readonly configuration: Configuration | undefined;
  /** Names of all environments of the config, wanted or not. */
  readonly knownEnvironments: readonly string[];
  /** Milliseconds by phase. */
  readonly timings: Timings;
}

// Making code of each schema costs more than reading some thousand records with it gives back.
z.config({ jitless: true });

/** Compiles the platform at `root`. Reports everything that is wrong with it; throws only where Millwright itself is broken. */
export async function compile(options: CompileOptions): Promise<Compiled> {
  const { timings, time, timeAsync } = stopwatch(options.clock);
  const top = topOf(options.root);
  const { loaded, waiting } = apart(await timeAsync("load", () => loadPlatform(top, options)));
  const { configuration, diagnostics: configDiagnostics } = checkPlatform(loaded);
  const empty = { artifacts: [], environments: [], sources: loaded.served, top, timings, knownEnvironments: [] };
  const found: Found[] = [{ environment: undefined, diagnostics: [...loaded.diagnostics, ...configDiagnostics] }];
  if (configuration === undefined) return { ...empty, diagnostics: dedupe(found), outputFolder: "deploy", configuration };

  const { chosen, diagnostics: targetDiagnostics } = chooseTargets(configuration);
  found.push({ environment: undefined, diagnostics: targetDiagnostics });
  const { chosen: gitops, diagnostics: gitopsDiagnostics } = chooseGitops(configuration);
  found.push({ environment: undefined, diagnostics: gitopsDiagnostics });
  const targets = chosen.filter(({ target }) => options.targets?.includes(target.name) !== false);
  const folder = path.relative(top, options.root).split(path.sep).join("/");
  const images = await timeAsync("load", () => readImages(loaded, folder));
  found.push({ environment: undefined, diagnostics: images.diagnostics });
  const validate: ValidateOne = validateOnce(folder);
  const environments: CompiledEnvironment[] = [];
  const artifacts: Artifact[] = [];
  const products =
    typeof options.cache === "string" && options.withoutPlans === true ? openProducts(options.cache, keeps(options)) : undefined;
  const silent = new Set<string>();
  let earlier: EnvironmentOutput | undefined;
  /** The next environment, as far as its program: its records are let go with it, because those of a large platform are a quarter of the memory. */
  const next = () => {
    const part = waiting.shift();
    const environment = part && configuration.environments.find(({ name }) => name === part.name);
    if (part === undefined || environment === undefined) return undefined;
    const validated = time("validate", () => validate(part, waiting.length > 0));
    const scripts = time("load", () => readScripts(validated.definitions, loaded));
    const linked = time("link", () => linkEnvironment({ environment, validated, configuration, images: images.images, scripts, earlier }));
    return { linked: waiting.length > 0 ? linked : { ...linked, origins: undefined }, diagnostics: validated.diagnostics };
  };
  while (waiting.length > 0) {
    const begun = next();
    if (begun === undefined) continue;
    const compiled = compileEnvironment({ linked: begun.linked, targets, now: options.now, earlier, products, time });
    earlier = compiled;
    const { environment } = compiled.program;
    for (const id of compiled.linked.spoiled) silent.add(id);
    found.push({ environment: environment.name, diagnostics: [...begun.diagnostics, ...compiled.diagnostics] });
    environments.push({ name: environment.name, program: compiled.program, plans: compiled.plans });
    artifacts.push(...compiled.artifacts);
    if (gitops !== undefined)
      artifacts.push(
        ...gitopsArtifacts(
          gitops,
          environment,
          compiled.artifacts,
          path.posix.join(folder, configuration.output),
          targets.map(({ target }) => target),
        ),
      );
  }
  products?.end();
  found.push({ environment: undefined, diagnostics: unreported(silent, found) });
  return {
    environments,
    artifacts,
    diagnostics: withoutFollowers(dedupe(found)),
    sources: loaded.served,
    top,
    outputFolder: configuration.output,
    configuration,
    knownEnvironments: configuration.environments.map(({ name }) => name),
    timings,
  };
}

/** What was loaded, and the environments that wait for their turn: nothing else holds their records. */
function apart({ environments, ...loaded }: Loaded): {
  readonly loaded: Omit<Loaded, "environments">;
  readonly waiting: LoadedEnvironment[];
} {
  return { loaded, waiting: [...environments] };
}

/** What texts in memory become is passing. */
function keeps({ overlay }: CompileOptions): boolean {
  return overlay === undefined || overlay.size === 0;
}

function loadPlatform(top: string, { root, overlay, environments, cache }: CompileOptions): Promise<Loaded> {
  return load({
    root: top,
    config: path.relative(top, path.join(root, "millwright.config.ts")).split(path.sep).join("/"),
    readers: dataReaders,
    ...(overlay !== undefined && { overlay }),
    ...(environments !== undefined && { environments }),
    ...(typeof cache === "string" && { recordings: openRecordings(cache) }),
  });
}

/** Definitions that claim that a mistake in them was reported, where no mistake was: only a forged record does. They must not vanish without a word. */
function unreported(silent: ReadonlySet<string>, found: readonly Found[]): readonly Diagnostic[] {
  if (found.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === "error"))) return [];
  return [...silent].map((id) =>
    forgedRecord.at(null, { subject: `"${id}"`, found: "it holds a value of a mistake that nobody noted" }, { definition: id }),
  );
}
