/**
 * What became of each definition since a base
 *
 * The state of a definition is its linked program, compared environment by environment: comments, formatting and moved lines change nothing, a value in a config
 * file that a definition uses does.
 */
import type { Environment, Flow, GpuPool, Program, Step } from "../program.ts";
import { definitionId, isStep } from "../program.ts";

interface DefinitionState {
  readonly state: "new" | "modified" | "unmodified";
  /** Environments in which it is new or modified. */
  readonly environments: readonly string[];
}

export type States = ReadonlyMap<string, DefinitionState>;

/** Hash of what a definition says, everything that it uses included. */
export type StateOf = (definition: Flow | GpuPool, program: Program) => string;

/**
 * The state of every definition of `after` against `before`, by id
 *
 * Programs are matched by the name of their environment; a definition is new where no environment of the base has it.
 */
export function statesOf(after: readonly Program[], before: readonly Program[], stateOf: StateOf): States {
  const base = new Map(before.map((program) => [program.environment.name, definitionsOf(program)]));
  const existed = new Set([...base.values()].flatMap((definitions) => [...definitions.keys()]));
  const sides = after.map((program) => ({
    environment: program.environment.name,
    old: base.get(program.environment.name),
    present: definitionsOf(program),
  }));
  const found = new Map<string, DefinitionState>();
  for (const id of new Set(sides.flatMap(({ present }) => [...present.keys()]))) {
    const environments = sides
      .filter(({ old, present }) => differs(old?.get(id), present.get(id), stateOf))
      .map(({ environment }) => environment);
    found.set(id, { state: !existed.has(id) ? "new" : environments.length > 0 ? "modified" : "unmodified", environments });
  }
  return found;
}

function differs(before: Placed | undefined, after: Placed | undefined, stateOf: StateOf): boolean {
  if (before === undefined || after === undefined) return before !== after;
  return stateIn(before, stateOf) !== stateIn(after, stateOf);
}

interface Placed {
  readonly definition: Flow | GpuPool;
  readonly program: Program;
}

function definitionsOf(program: Program): ReadonlyMap<string, Placed> {
  return new Map([...program.pools, ...program.flows].map((definition) => [definitionId(definition), { definition, program }]));
}

function stateIn({ definition, program }: Placed, stateOf: StateOf): string {
  return JSON.stringify([stateOf(definition, program), environmentSeenBy(definition, program.environment)]);
}

/** The parts of an environment that have a say in what a definition becomes. */
export function environmentSeenBy(definition: Flow | GpuPool, environment: Environment): Partial<Environment> {
  if (definition.kind !== "flow") return {};
  const steps = definition.nodes.filter(isStep);
  return {
    namespace: environment.namespace,
    namePrefix: environment.namePrefix,
    ...(definition.serviceAccount === undefined && { serviceAccount: environment.serviceAccount }),
    ...(environment.artifacts !== undefined && steps.some(hasArtifact) && { artifacts: environment.artifacts }),
    ...(environment.checkpoints !== undefined && steps.some(({ checkpoint }) => checkpoint) && { checkpoints: environment.checkpoints }),
  };
}

function hasArtifact({ outputs }: Step): boolean {
  return Object.values(outputs).some(({ type }) => type === "artifact");
}
