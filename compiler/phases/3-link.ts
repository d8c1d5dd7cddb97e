/**
 * Phase 3, link: definitions joined to one program of an environment
 *
 * Names become what they mean, types are worked out, and every value is checked where it is used. A mistake marks its definition; the others go on.
 */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { circleProblems } from "../link/check-circles.ts";
import { checkFlow } from "../link/check-flow.ts";
import { definitionNameProblems, stepNameProblems } from "../link/check-names.ts";
import { environmentProblems, optionProblems } from "../link/check-options.ts";
import type { LinkConfig, Named } from "../link/context.ts";
import { freezeDeeply } from "../link/freeze.ts";
import { linkFlows } from "../link/link-flows.ts";
import type { LinkedDefinitions } from "../link/linked-definitions.ts";
import { type Call, definitionId, type Environment, type Flow, type GpuPool, type Program } from "../program.ts";
import type { Definition, PoolDefinition } from "../validate/definition.ts";

export type { LinkConfig } from "../link/context.ts";
export { scriptFiles } from "../link/script-path.ts";

export interface Linked {
  readonly program: Program;
  readonly diagnostics: readonly Diagnostic[];
  /** Definitions ("flow:churn") in which an error was found, here or in validate: later phases skip them and what needs them. */
  readonly broken: ReadonlySet<string>;
  /** Those of them of which nothing is said here: a value of theirs was reported elsewhere, say in a config file. */
  readonly spoiled: ReadonlySet<string>;
  /** What the definitions became; another environment takes over what is the same there. Undefined where none follows. */
  readonly origins: LinkedDefinitions | undefined;
}

/**
 * The program of `environment`, and all that is wrong in it
 *
 * `earlier` is the program of another environment under the same config: flows that are free of mistakes and the same here are taken over as they are.
 */
export function link(definitions: readonly Definition[], environment: Environment, config: LinkConfig, earlier?: Linked): Linked {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const { diagnostics: clashes, kept } = definitionNameProblems(definitions);
  found.push(...clashes);
  for (const definition of kept) if (definition.kind === "flow") found.push(...environmentProblems(definition, config));
  const flows = kept.filter((definition) => definition.kind === "flow");
  const pools = kept.filter((definition) => definition.kind === "gpuPool");
  const context = { environment, config, findFlow: finder(flows), findPool: finder(pools), report };
  const linked = linkFlows(flows, context, earlier?.origins);
  const byId = new Map([...linked.values()].map((flow) => [definitionId(flow), flow]));
  const callee = (call: Call): Flow | undefined => byId.get(`flow:${call.flow.name}`);
  const spoiled = new Set<string>();
  for (const flow of linked.values()) {
    if (earlier?.origins?.clean.has(flow)) continue;
    const spoil = (): void => void spoiled.add(definitionId(flow));
    found.push(...optionProblems(flow, config, spoil), ...stepNameProblems(flow));
    checkFlow(flow, callee, { report, spoiled: spoil });
    found.push(...circleProblems(flow));
  }
  const diagnostics = eachOnce(found);
  const spokenOf = new Set(diagnostics.map(({ definition }) => definition));
  for (const definition of definitions) if (definition.broken) spoiled.add(definitionId(definition));
  const broken = new Set<string>(spoiled);
  for (const { definition, severity } of diagnostics) if (definition !== undefined && severity === "error") broken.add(definition);
  const program: Program = {
    environment,
    flows: [...linked.values()].sort(byName),
    pools: pools.map(linkPool).sort(byName),
  };
  const clean = new Set(program.flows.filter((flow) => !spokenOf.has(definitionId(flow)) && !spoiled.has(definitionId(flow))));
  return { program: freezeDeeply(program), diagnostics, broken, spoiled, origins: { flows: linked, pools: new Set(pools), clean } };
}

function finder<D extends Definition>(definitions: readonly D[]): (named: Named) => D | undefined {
  const byName = new Map<string, D[]>();
  for (const definition of definitions) {
    const same = byName.get(definition.name);
    if (same === undefined) byName.set(definition.name, [definition]);
    else same.push(definition);
  }
  return ({ name, calls }) => byName.get(name)?.find(({ origin }) => origin.calls[0]?.file === calls[0]?.file);
}

function linkPool({ name, origin, options }: PoolDefinition): GpuPool {
  return { kind: "gpuPool", name, origin, ...options } as GpuPool;
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}

/** One mistake that shows in several places of the program is one. */
function eachOnce(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, message, at }) => {
    const key = `${code}\n${message}\n${JSON.stringify(at)}`;
    return !seen.has(key) && seen.add(key);
  });
}
