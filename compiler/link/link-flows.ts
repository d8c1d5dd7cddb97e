/** The flows of a program, each after those that it calls. */
import { definitionId, type Flow } from "../program.ts";
import type { FlowDefinition } from "../validate/definition.ts";
import { sitesOf } from "../validate/problems.ts";
import type { LinkContext } from "./context.ts";
import { callCycle, callDepth } from "./flow-diagnostics.ts";
import { isSameFlow } from "./is-same-flow.ts";
import { linkFlow } from "./link-flow.ts";
import { isAbsent } from "./link-node.ts";
import type { LinkedDefinitions } from "./linked-definitions.ts";

/** A call within a call within a call …: more levels than anyone means, and than our own recursion should follow. */
const deepest = 50;

type Surroundings = Omit<LinkContext, "linked">;

/** The linked flows of definitions, in their order. Those that are left out in the environment are missing. */
export function linkFlows(
  definitions: readonly FlowDefinition[],
  surroundings: Surroundings,
  earlier: LinkedDefinitions | undefined,
): ReadonlyMap<FlowDefinition, Flow> {
  const linked = new Map<FlowDefinition, Flow>();
  const depths = new Map<FlowDefinition, number>();
  const path: FlowDefinition[] = [];
  const context: LinkContext = { ...surroundings, linked: linkOnce };
  for (const definition of definitions) linkOnce(definition);
  return linked;

  function linkOnce(definition: FlowDefinition): Flow | undefined {
    const already = linked.get(definition);
    if (already !== undefined || isAbsent(definition, context)) return already;
    const start = path.indexOf(definition);
    if (start >= 0) reportCircle([...path.slice(start), definition], context);
    else if (path.length > deepest) reportDepth(definition, context);
    if (start >= 0 || path.length > deepest) return undefined;
    path.push(definition);
    const taken = earlier?.flows.get(definition);
    const isSame = earlier !== undefined && taken !== undefined && isSameFlow(definition, taken, context, earlier);
    const flow = isSame ? taken : linkFlow(definition, context);
    path.pop();
    linked.set(definition, flow);
    const depth = depthOf(definition, context, depths);
    depths.set(definition, depth);
    if (depth === deepest + 1) reportDepth(definition, context);
    return flow;
  }
}

function depthOf({ nodes, sites }: FlowDefinition, context: LinkContext, depths: ReadonlyMap<FlowDefinition, number>): number {
  let deepestCall = -1;
  for (const node of nodes) {
    if (node.kind !== "call" || node.options.flow === undefined) continue;
    const { name, calls } = node.options.flow;
    const called = context.findFlow({ name, calls: sitesOf(calls, sites) });
    deepestCall = Math.max(deepestCall, (called && depths.get(called)) ?? 0);
  }
  return deepestCall + 1;
}

function reportDepth(definition: FlowDefinition, { report }: LinkContext): void {
  const values = { flow: definition.name, limit: deepest };
  report(callDepth.at({ calls: definition.origin.calls, path: [] }, values, { definition: definitionId(definition) }));
}

function reportCircle(circle: readonly FlowDefinition[], { report }: LinkContext): void {
  const [last, first] = [circle.at(-2), circle.at(-1)];
  if (last === undefined || first === undefined) return;
  const call = last.nodes.find((node) => node.kind === "call" && node.options.flow?.name === first.name);
  const names = circle.map(({ name }) => `"${name}"`).join(" → ");
  report(callCycle.at({ calls: call?.calls ?? last.origin.calls, path: [1] }, { circle: names }, { definition: definitionId(last) }));
}
