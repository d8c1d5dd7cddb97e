/** Phases 2 to 4 in process: definitions made by the real run time, through JSON, as the locked child would hand them on. */
import { fileURLToPath } from "node:url";
import type { Anchor, Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { type LockedImages, lockedImages } from "../../compiler/images.ts";
import { type LoadedRecord, validate } from "../../compiler/phases/2-validate.ts";
import { type LinkConfig, link } from "../../compiler/phases/3-link.ts";
import { plan } from "../../compiler/phases/4-plan.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import type { Environment, Flow, Program } from "../../compiler/program.ts";
import { takeRecording } from "../../schema/recording/recording.ts";
import { siteFiles } from "../../schema/recording/sites.ts";

/** What a test may say differently. */
export interface Surroundings {
  readonly environment?: Partial<Environment>;
  readonly environments?: readonly string[];
  readonly targets?: readonly string[];
  /** Data of images.lock.toml; default: "churn" is locked. */
  readonly images?: unknown;
  readonly scriptSources?: ReadonlyMap<string, string>;
}

export interface Compiled {
  readonly program: Program;
  readonly plans: readonly PlannedFlow[];
  readonly diagnostics: readonly Diagnostic[];
  readonly broken: ReadonlySet<string>;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const defaultImages = { images: { churn: { repository: "ghcr.io/acme/churn", tag: "3.2", digest: `sha256:${"a".repeat(64)}` } } };

/** The records of definitions that were just made, as phase 1 hands them on. `namespace` is what their file exports. */
export function recordsOf(namespace: Readonly<Record<string, unknown>>, file = "flows/test.flow.ts"): readonly LoadedRecord[] {
  const { exported } = takeRecording(namespace);
  return exported.map(({ exportName, record }) => ({
    file,
    exportName,
    record: JSON.parse(JSON.stringify(record)) as unknown,
    sites: ([number, line, column]) => {
      const url = siteFiles[number];
      return url === undefined ? undefined : { file: fileURLToPath(url).replace(root, ""), line, column };
    },
  }));
}

/** What phases 2 to 4 make of definitions. */
export function compiled(namespace: Readonly<Record<string, unknown>>, surroundings: Surroundings = {}): Compiled {
  return compiledLoaded(recordsOf(namespace), surroundings);
}

/** What phases 2 to 4 make of records that a test altered; all calls stand in one file. */
export function compiledRecords(records: readonly unknown[], surroundings: Surroundings = {}): Compiled {
  const file = "flows/test.flow.ts";
  const sites: LoadedRecord["sites"] = ([, line, column]) => ({ file, line, column });
  return compiledLoaded(
    records.map((record, index) => ({ file, exportName: `e${index}`, record, sites })),
    surroundings,
  );
}

function compiledLoaded(records: readonly LoadedRecord[], surroundings: Surroundings): Compiled {
  const validated = validate(records);
  const { images, diagnostics: imageProblems } = lockedImages(surroundings.images ?? defaultImages);
  const linked = link(validated.definitions, environmentOf(surroundings), configOf(surroundings, images, validated.leftOut));
  return {
    program: linked.program,
    plans: plan(linked.program, linked.broken),
    diagnostics: [...validated.diagnostics, ...imageProblems, ...linked.diagnostics],
    broken: linked.broken,
  };
}

function environmentOf({ environment = {} }: Surroundings): Environment {
  return { name: "prod", namespace: "ml", serviceAccount: "default", namePrefix: "", ...environment };
}

function configOf(surroundings: Surroundings, images: LockedImages, leftOut: ReadonlySet<string>): LinkConfig {
  const { targets = ["argo"], environments = ["prod"], scriptSources = new Map() } = surroundings;
  return { targets, environments, images, scriptSources, leftOut };
}

/** The program of definitions that have no mistake. */
export function programOf(namespace: Readonly<Record<string, unknown>>, surroundings: Surroundings = {}): Program {
  const { program, diagnostics } = compiled(namespace, surroundings);
  expectNone(diagnostics);
  return program;
}

/** The plan of the only, or of the named, flow among definitions that have no mistake. */
export function planOf(namespace: Readonly<Record<string, unknown>>, name?: string, surroundings: Surroundings = {}): PlannedFlow {
  const { plans, diagnostics } = compiled(namespace, surroundings);
  expectNone(diagnostics);
  const found = name === undefined ? plans[0] : plans.find(({ flow }) => flow.name === name);
  if (found === undefined) throw new Error(`There is no plan of flow "${name ?? "(any)"}".`);
  return found;
}

/** The only, or the named, flow of a program. */
export function flowOf({ flows }: Program, name?: string): Flow {
  const found = name === undefined ? flows[0] : flows.find((flow) => flow.name === name);
  if (found === undefined) throw new Error(`There is no flow "${name ?? "(any)"}".`);
  return found;
}

/** All that phases 2 and 3 have to say of definitions. */
export function diagnosticsOf(namespace: Readonly<Record<string, unknown>>, surroundings: Surroundings = {}): readonly Diagnostic[] {
  return compiled(namespace, surroundings).diagnostics;
}

/** Diagnostics as short lines: `link/out-of-scope [1.command.0] Outputs.rows …`. */
export function linesOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, at, message }) => `${code} [${placeOf(at)}] ${message}`);
}

function placeOf(at: Anchor | null): string {
  if (at === null) return "";
  return "calls" in at ? at.path.join(".") : at.file;
}

function expectNone(diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length > 0) throw new Error(`Unexpected:\n${linesOf(diagnostics).join("\n")}`);
}
