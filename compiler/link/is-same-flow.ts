import { imageReference } from "../images.ts";
import { type Flow, isStep, type Node } from "../program.ts";
import type { FlowDefinition, NodeDefinition } from "../validate/definition.ts";
import { sitesOf } from "../validate/problems.ts";
import type { LinkContext } from "./context.ts";
import type { LinkedDefinitions } from "./linked-definitions.ts";

/**
 * Whether a flow that was linked for another environment is the same in this one
 *
 * What may differ is what it takes from outside: images, pools, flows that it calls.
 */
export function isSameFlow(definition: FlowDefinition, flow: Flow, context: LinkContext, earlier: LinkedDefinitions): boolean {
  if (!earlier.clean.has(flow)) return false;
  return definition.nodes.every((node, id) => isSameNode(node, flow.nodes[id], definition, context, earlier));
}

function isSameNode(
  node: NodeDefinition,
  linked: Node | undefined,
  { sites }: FlowDefinition,
  context: LinkContext,
  earlier: LinkedDefinitions,
): boolean {
  if (linked === undefined) return false;
  if (node.kind === "call") {
    const { flow } = node.options;
    const called = flow && context.findFlow({ name: flow.name, calls: sitesOf(flow.calls, sites) });
    const callee = called && context.linked(called);
    return called !== undefined && callee !== undefined && callee === earlier.flows.get(called);
  }
  if (!isStep(linked)) return true;
  const { name, reference } = linked.image;
  const image = name === undefined ? undefined : context.config.images.resolve(name, context.environment.name);
  if (name !== undefined && (image === undefined || imageReference(image) !== reference)) return false;
  const gpu = "resources" in node.options ? node.options.resources?.gpu : undefined;
  if (gpu === undefined) return true;
  const pool = context.findPool({ name: gpu.pool.name, calls: sitesOf(gpu.pool.calls, sites) });
  return pool !== undefined && earlier.pools.has(pool);
}
