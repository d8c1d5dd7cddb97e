/** Records of what engines, clusters and Spark wrote down: read once, by the readers that a diagnosis uses, without what must not be kept. */
import { measuredRecord } from "../../runs/measure/measured-record.ts";
import type { Measures } from "../../runs/measure/prometheus.ts";
import type { ObservedRun } from "../../runs/read/observed-run.ts";
import type { RunRecord } from "../../runs/run-record.ts";
import type { Json } from "../../schema/record.ts";
import { redact } from "../redact/safe-line.ts";

/** An environment, as far as it tells whose a run is. */
export interface KnownEnvironment {
  readonly name: string;
  readonly namespace: string;
  readonly namePrefix?: string | undefined;
}

export interface ImportOptions {
  readonly environments: readonly KnownEnvironment[];
  /** What the caller knows better than the input. */
  readonly environment?: string;
  readonly flow?: string;
  readonly step?: string;
  readonly measures: Measures;
}

export type Imported = { readonly record: RunRecord; readonly isPart: boolean } | { readonly id: string; readonly problem: string };

/** The record of a run that was observed, or as a sentence's end why there can be none. */
export function importedRun(run: ObservedRun, options: ImportOptions): Imported {
  const { named, namespace, isPart, flow: said, environment: own, startedAt, program, ...rest } = run;
  const { id } = run;
  const environment = options.environment ?? own ?? environmentOf(run, options.environments);
  if (environment === undefined) return { id, problem: "does not say in which environment it ran: name it with --env" };
  const flow = options.flow ?? said ?? flowOf(named, environment, options.environments);
  if (flow === undefined) return { id, problem: "does not say of which flow it is: name it with --flow" };
  if (startedAt === null || !Number.isFinite(Date.parse(startedAt))) return { id, problem: "does not say when it began" };
  const steps =
    options.step !== undefined && rest.steps.length === 1
      ? rest.steps.map((step) => ({ ...step, step: options.step ?? "", path: options.step ?? "" }))
      : rest.steps;
  const record: RunRecord = {
    ...rest,
    formatVersion: 1,
    flow,
    environment,
    program: program ?? "",
    commit: "commit" in rest && typeof rest.commit === "string" ? rest.commit : null,
    startedAt,
    params: safe(rest.params) as RunRecord["params"],
    steps: safe(steps as unknown as Json) as unknown as RunRecord["steps"],
  };
  return { record: measuredRecord(record, namespace, options.measures), isPart };
}

/** The environment that has the namespace to itself, or whose prefix the name begins with, or the only one. */
function environmentOf({ namespace, named }: ObservedRun, environments: readonly KnownEnvironment[]): string | undefined {
  const only = (some: readonly KnownEnvironment[]): string | undefined => (some.length === 1 ? some[0]?.name : undefined);
  const ofNamespace = namespace === null ? [] : environments.filter((one) => one.namespace === namespace);
  if (ofNamespace.length > 0) return only(ofNamespace);
  if (namespace !== null) return undefined;
  const prefixed = environments.filter(({ namePrefix = "" }) => namePrefix !== "" && named?.startsWith(namePrefix) === true);
  return only(prefixed.length > 0 ? prefixed : environments);
}

function flowOf(named: string | null, environment: string, environments: readonly KnownEnvironment[]): string | undefined {
  const prefix = environments.find(({ name }) => name === environment)?.namePrefix ?? "";
  return named === null ? undefined : named.startsWith(prefix) ? named.slice(prefix.length) : named;
}

/** Every text without secrets: messages and parameters are a stranger's. */
function safe(value: Json): Json {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map(safe);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, safe(member as Json)]));
}
