/** A flow of the program, from its definition. */

import type { ResultRecord } from "../../schema/kinds/flow/recorder.ts";
import type { Json, Text } from "../../schema/record.ts";
import type { Expression } from "../../schema/values/expression.ts";
import { isTextRecord } from "../../schema/values/record.ts";
import type { Flow, Node, Result, Schedule } from "../program.ts";
import type { FlowDefinition } from "../validate/definition.ts";
import type { LinkContext } from "./context.ts";
import { linkNode } from "./link-node.ts";
import { type TypedFlow, typeOf } from "./type-of.ts";
import { withSites } from "./with-sites.ts";

/** The flow of a definition; flows that it calls are linked before. */
export function linkFlow(definition: FlowDefinition, context: LinkContext): Flow {
  const { options, params } = definition;
  const nodes: Node[] = [];
  const typed: TypedFlow = { params, nodes };
  for (const [id, node] of definition.nodes.entries()) nodes.push(linkNode(id, node, { definition, context, earlier: typed }));
  for (const [id, node] of definition.nodes.entries()) {
    const linked = nodes[id];
    if ((node.kind === "forEach" || node.kind === "repeatUntil") && (linked?.kind === "forEach" || linked?.kind === "repeatUntil"))
      nodes[id] = { ...linked, result: linkResult(node.options.result, typed, definition) };
  }
  const onExit = nodes.findIndex(({ kind }) => kind === "onExit");
  const onFailure = nodes.findIndex(({ kind }) => kind === "onFailure");
  const { timeout, parallelism, keepFinished, priority, serviceAccount, description, patch } = options;
  return {
    kind: "flow",
    name: definition.name,
    origin: definition.origin,
    owner: options.owner,
    ...(description !== undefined && { description }),
    tags: options.tags ?? [],
    targets: options.targets ?? context.config.targets,
    params,
    schedules: definition.schedules.map(linkSchedule),
    ...(timeout !== undefined && { timeout }),
    failFast: options.failFast ?? false,
    ...(parallelism !== undefined && { parallelism }),
    ...(keepFinished !== undefined && { keepFinished }),
    mutexes: options.mutexes ?? [],
    semaphores: options.semaphores ?? [],
    ...(priority !== undefined && { priority }),
    ...(serviceAccount !== undefined && { serviceAccount }),
    labels: options.labels ?? {},
    annotations: options.annotations ?? {},
    ...(patch !== undefined && { patch }),
    nodes,
    bodies: linkBodies(definition),
    result: linkResult(definition.result, typed, definition),
    ...(onExit >= 0 && { onExit }),
    ...(onFailure >= 0 && { onFailure }),
    unknown: definition.unknown,
  };
}

function linkBodies({ nodes, bodies }: FlowDefinition): Flow["bodies"] {
  const linked = bodies.map(({ owner }) => ({ owner, nodes: [] as number[] }));
  for (const [id, node] of nodes.entries()) if (node.kind !== "onExit" && node.kind !== "onFailure") linked[node.body]?.nodes.push(id);
  return linked;
}

function linkResult(result: ResultRecord, flow: TypedFlow, definition: FlowDefinition): Result {
  if ("expression" in result) {
    const expression: Expression = withSites(result.expression, definition.sites);
    return { expression, type: typeOf(expression, flow) };
  }
  const fields: Record<string, Result> = {};
  for (const [name, member] of Object.entries(result.fields)) fields[name] = linkResult(member, flow, definition);
  return { fields };
}

function linkSchedule({ cron, timezone, concurrency = "allow", params }: FlowDefinition["schedules"][number]): Schedule {
  const given: Record<string, Text> = {};
  for (const [name, value] of Object.entries(params)) given[name] = scheduledText(value);
  return { cron, timezone, concurrency, params: given };
}

/** Lists and objects travel as compact JSON, like all values in text (meaning.md, rule 1). */
function scheduledText(value: Text | Json): Text {
  return isTextRecord(value) ? value : typeof value === "object" ? JSON.stringify(value) : String(value);
}
