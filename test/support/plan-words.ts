/** Parts of a plan as short texts, for tests to compare. */
import type { Capture, PlannedBody, PlannedFlow, PlannedNode } from "../../compiler/plan.ts";
import type { Expression } from "../../schema/values/expression.ts";

/** A body as lines `path needs…`, in the order of the plan; those of inner bodies follow their owner, indented. */
export function orderOf(flow: PlannedFlow): readonly string[] {
  return linesOfBody(flow.body, flow, "");
}

function linesOfBody(body: PlannedBody, flow: PlannedFlow, indent: string): readonly string[] {
  return body.nodes.flatMap((node) => [
    `${indent}${line(node, flow)}`,
    ...bodiesOf(node).flatMap((inner) => linesOfBody(inner, flow, `${indent}  `)),
  ]);
}

function line(node: PlannedNode, { flow }: PlannedFlow): string {
  const needs = node.needs.map(({ node: id, done }) => `${flow.nodes[id]?.name || `branch ${id}`}${done === "settled" ? "?" : ""}`);
  const name = node.kind === "branch" ? `branch ${node.node.id}` : node.path;
  return needs.length === 0 ? name : `${name} < ${needs.join(", ")}`;
}

export function bodiesOf(node: PlannedNode): readonly PlannedBody[] {
  if (node.kind === "branch") return node.cases.map(({ body }) => body);
  return node.kind === "forEach" || node.kind === "repeatUntil" ? [node.body] : [];
}

/** Captures as texts: `loop.item.uri`, `plan.outputs.n`. */
export function named(captures: readonly Capture[], flow: PlannedFlow): readonly string[] {
  return captures.map(({ expression }) => words(expression, flow));
}

function words(expression: Expression, planned: PlannedFlow): string {
  const name = (id: number) => planned.flow.nodes[id]?.name || `branch ${id}`;
  switch (expression.op) {
    case "output":
      return `${name(expression.node)}.${expression.name}`;
    case "item":
      return `item of ${name(expression.loop)}`;
    case "field":
      return `${words(expression.of, planned)}.${expression.name}`;
    case "gather":
      return `gathered(${words(expression.of, planned)})`;
    case "last":
      return `last(${words(expression.of, planned)})`;
    case "join":
      return `joined(${expression.cases.map((taken) => words(taken, planned)).join(" | ")})`;
    case "result":
      return `${name(expression.call)}.${expression.path.join(".")}`;
    case "param":
      return `params.${expression.name}`;
    case "length":
      return `length(${words(expression.of, planned)})`;
    default:
      return expression.op;
  }
}
