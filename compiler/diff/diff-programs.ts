/** What changed between two states of a platform, property by property, environment by environment. */
import type { Json } from "../../schema/record.ts";
import { definitionId, type Environment, type Flow, type GpuPool, type Program } from "../program.ts";
import { type Consequence, consequenceOf } from "./consequence.ts";
import { describePool } from "./describe-flow.ts";
import { changes, dataOf, describeJson, type PropertyPath } from "./described.ts";
import { diffFlows, type Move } from "./diff-flows.ts";
import { pathText, sayChange, saySchedule } from "./say-property.ts";

export interface DefinitionChange {
  /** "flow:churn"; "environment:prod" where the environment itself changed. */
  readonly definition: string;
  readonly change: "added" | "removed" | "changed";
  /** `steps.fit.resources.memory`; empty where the whole definition came or went. */
  readonly path: string;
  readonly from: Json;
  readonly to: Json;
  /** Targets that build the definition, before or after. */
  readonly targets: readonly string[];
  /** Environments in which it changed so. */
  readonly environments: readonly string[];
  readonly consequence: Consequence;
  /** What it belongs to below the definition: "step fit"; empty for the definition itself. */
  readonly subject: string;
  /** "memory 64Gi → 128Gi". */
  readonly said: string;
  /** The whole sentence: "step fit of churn: memory 64Gi → 128Gi". */
  readonly sentence: string;
}

type Found = Omit<DefinitionChange, "environments">;

/**
 * Every change between the programs `before` and `after`, matched by the name of their environment
 *
 * The same change in several environments is one. They come in order of definition. An environment that is only on one side
 * is one change of its own.
 */
export function diffPrograms(before: readonly Program[], after: readonly Program[]): readonly DefinitionChange[] {
  const old = new Map(before.map((program) => [program.environment.name, program]));
  const merged = new Map<string, { found: Found; environments: string[] }>();
  const add = (environment: string, found: Found) => {
    const key = JSON.stringify([found.definition, found.change, found.path, found.from, found.to]);
    const entry = merged.get(key);
    if (entry === undefined) merged.set(key, { found, environments: [environment] });
    else entry.environments.push(environment);
  };
  for (const program of after) {
    const { name } = program.environment;
    const was = old.get(name);
    for (const found of was === undefined ? [wholeEnvironment(name, "added")] : diffEnvironment(was, program)) add(name, found);
  }
  const names = new Set(after.map(({ environment }) => environment.name));
  for (const name of old.keys()) if (!names.has(name)) add(name, wholeEnvironment(name, "removed"));
  return [...merged.values()].map(({ found, environments }) => ({ ...found, environments })).sort(inOrder);
}

function inOrder(left: DefinitionChange, right: DefinitionChange): number {
  if (left.definition === right.definition) return 0;
  return left.definition < right.definition ? -1 : 1;
}

function* diffEnvironment(before: Program, after: Program): Iterable<Found> {
  yield* environmentChanges(before.environment, after.environment);
  const old = byId(before);
  const present = byId(after);
  for (const [id, definition] of present) {
    const was = old.get(id);
    if (was === undefined) yield whole(definition, "added");
    else yield* definitionChanges(was, definition);
  }
  for (const [id, definition] of old) if (!present.has(id)) yield whole(definition, "removed");
}

function byId({ pools, flows }: Program): ReadonlyMap<string, Flow | GpuPool> {
  return new Map([...flows, ...pools].map((definition) => [definitionId(definition), definition]));
}

/** What changed of one definition that is on both sides. */
export function* definitionChanges(before: Flow | GpuPool, after: Flow | GpuPool): Iterable<Found> {
  const targets = [...new Set([...targetsOf(before), ...targetsOf(after)])];
  for (const move of before.kind === "flow" && after.kind === "flow" ? diffFlows(before, after) : poolMoves(before, after))
    yield {
      definition: definitionId(after),
      change: "changed",
      path: pathText(move.path),
      from: dataOf(move.from),
      to: dataOf(move.to),
      targets,
      consequence: move.consequence,
      subject: move.subject,
      said: move.said,
      sentence: `${move.subject === "" ? after.name : `${move.subject} of ${after.name}`}: ${move.said}`,
    };
}

function poolMoves(before: Flow | GpuPool, after: Flow | GpuPool): readonly Move[] {
  if (before.kind !== "gpuPool" || after.kind !== "gpuPool") return [];
  return [...changes(describePool(before), describePool(after))].map((change) => ({
    ...change,
    subject: "",
    said: sayChange(change, change.path),
    consequence: consequenceOf(change),
  }));
}

function targetsOf(definition: Flow | GpuPool): readonly string[] {
  return definition.kind === "flow" ? definition.targets : [];
}

function whole(definition: Flow | GpuPool, change: "added" | "removed"): Found {
  const said = `${change}${definition.kind === "flow" && change === "added" ? ` (${sayFlow(definition)})` : ""}`;
  return {
    definition: definitionId(definition),
    change,
    path: "",
    from: change === "removed" ? definition.name : null,
    to: change === "added" ? definition.name : null,
    targets: targetsOf(definition),
    consequence: change === "removed" ? "removed" : scheduled(definition) ? "schedule" : "new-runs",
    subject: "",
    said,
    sentence: `${definition.kind} ${definition.name}: ${said}`,
  };
}

function scheduled(definition: Flow | GpuPool): boolean {
  return definition.kind === "flow" && definition.schedules.length > 0;
}

function sayFlow({ nodes, schedules }: Flow): string {
  const steps = nodes.filter((node) => "program" in node).length;
  return [`${steps} ${steps === 1 ? "step" : "steps"}`, ...schedules.map((schedule) => `scheduled ${saySchedule(schedule)}`)].join(", ");
}

function* environmentChanges(before: Environment, after: Environment): Iterable<Found> {
  const { name } = after;
  for (const change of changes(describeJson(before), describeJson(after))) {
    const said = sayChange(change, change.path);
    yield environmentChange(name, { path: change.path, from: dataOf(change.from), to: dataOf(change.to), said });
  }
}

function environmentChange(
  name: string,
  { path, from, to, said }: { readonly path: PropertyPath; readonly from: Json; readonly to: Json; readonly said: string },
): Found {
  return {
    definition: `environment:${name}`,
    change: "changed",
    path: pathText(path),
    from,
    to,
    targets: [],
    consequence: "new-runs",
    subject: "",
    said,
    sentence: `environment ${name}: ${said}`,
  };
}

function wholeEnvironment(name: string, change: "added" | "removed"): Found {
  return {
    ...environmentChange(name, { path: [], from: change === "removed" ? name : null, to: change === "added" ? name : null, said: change }),
    change,
  };
}
