/**
 * Phase 3, link: definitions joined to one program of an environment
 *
 * Names become what they mean, types are worked out, and every value is checked where it is used. A mistake marks its definition; the others go on.
 */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { circleProblems } from "../link/check-circles.ts";
import { checkFlow } from "../link/check-flow.ts";
import { definitionNameProblems, stepNameProblems } from "../link/check-names.ts";
import { optionProblems, unknownEnvironments } from "../link/check-options.ts";
import type { LinkConfig, LinkContext, Named } from "../link/context.ts";
import { callCycle } from "../link/flow-diagnostics.ts";
import { freezeDeeply } from "../link/freeze.ts";
import { linkFlow } from "../link/link-flow.ts";
import { isAbsent } from "../link/link-node.ts";
import { type Call, definitionId, type Environment, type Flow, type GpuPool, type Program } from "../program.ts";
import type { Definition, FlowDefinition, PoolDefinition } from "../validate/definition.ts";

export type { LinkConfig } from "../link/context.ts";
export { scriptFiles } from "../link/script-path.ts";

export interface Linked {
  readonly program: Program;
  readonly diagnostics: readonly Diagnostic[];
  /** Definitions ("flow:churn") in which an error was found, here or in validate: later phases skip them and what needs them. */
  readonly broken: ReadonlySet<string>;
}

/** The program of `environment`, and all that is wrong in it. */
export function link(definitions: readonly Definition[], environment: Environment, config: LinkConfig): Linked {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const { diagnostics: clashes, kept } = definitionNameProblems(definitions);
  found.push(...clashes);
  const flows = kept.filter((definition) => definition.kind === "flow");
  const pools = kept.filter((definition) => definition.kind === "gpuPool");
  const linked = new Map<FlowDefinition, Flow>();
  const path: FlowDefinition[] = [];
  const context: LinkContext = {
    environment,
    config,
    findFlow: finder(flows),
    findPool: finder(pools),
    linked: (definition) => linkOnce(definition, context, linked, path),
    report,
  };
  for (const definition of flows) {
    found.push(...unknownEnvironments(definition, config));
    linkOnce(definition, context, linked, path);
  }
  const byId = new Map([...linked.values()].map((flow) => [definitionId(flow), flow]));
  const callee = (call: Call): Flow | undefined => byId.get(`flow:${call.flow.name}`);
  for (const flow of linked.values()) {
    found.push(...optionProblems(flow, config), ...stepNameProblems(flow));
    checkFlow(flow, callee, report);
    found.push(...circleProblems(flow));
  }
  const diagnostics = eachOnce(found);
  const broken = new Set<string>();
  for (const definition of definitions) if (definition.broken) broken.add(definitionId(definition));
  for (const { definition, severity } of diagnostics) if (definition !== undefined && severity === "error") broken.add(definition);
  const program: Program = {
    environment,
    flows: [...linked.values()].sort(byName),
    pools: pools.map(linkPool).sort(byName),
  };
  return { program: freezeDeeply(program), diagnostics, broken };
}

/** Links a flow, and those that it calls before it. Reports a circle at the call that closes it. */
function linkOnce(
  definition: FlowDefinition,
  context: LinkContext,
  linked: Map<FlowDefinition, Flow>,
  path: FlowDefinition[],
): Flow | undefined {
  const already = linked.get(definition);
  if (already !== undefined || isAbsent(definition, context)) return already;
  const start = path.indexOf(definition);
  if (start >= 0) {
    reportCircle([...path.slice(start), definition], context);
    return undefined;
  }
  path.push(definition);
  const flow = linkFlow(definition, context);
  path.pop();
  linked.set(definition, flow);
  return flow;
}

function reportCircle(circle: readonly FlowDefinition[], { report }: LinkContext): void {
  const [last, first] = [circle.at(-2), circle.at(-1)];
  if (last === undefined || first === undefined) return;
  const call = last.nodes.find((node) => node.kind === "call" && node.options.flow?.name === first.name);
  const names = circle.map(({ name }) => `"${name}"`).join(" → ");
  report(callCycle.at({ calls: call?.calls ?? last.origin.calls, path: [1] }, { circle: names }, { definition: definitionId(last) }));
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
