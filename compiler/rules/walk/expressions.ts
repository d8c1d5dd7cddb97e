/** Every value that a flow uses: for rules about what is used, and about what is not. */
import type { Text } from "../../../schema/record.ts";
import { type Expression, withOperands } from "../../../schema/values/expression.ts";
import type { EnvironmentValue, Flow, Node, Result, Step } from "../../program.ts";

/** The words that a step runs: its command, or the arguments of its Spark application. A script has none. */
export function wordsOf({ program }: Step): readonly Text[] {
  if (program.kind === "command") return program.words;
  return program.kind === "spark" ? program.arguments : [];
}

/** Whether a variable's value is text, not a key of a secret or config map. */
export function isText(value: EnvironmentValue): value is Text {
  return typeof value === "string" || "op" in value;
}

/** The outermost expressions that a step's program, environment, inputs and cache key are made of. */
export function* expressionsOfStep(step: Step): Iterable<Expression> {
  yield* Object.values(step.inputs);
  for (const text of [...wordsOf(step), ...Object.values(step.env).filter(isText), ...(step.cache?.key ?? [])])
    if (typeof text !== "string") yield text;
}

/** The outermost expressions that a node uses; what the body of a loop returns is not used until someone outside takes it. */
export function* expressionsOfNode(node: Node): Iterable<Expression> {
  switch (node.kind) {
    case "approval":
      return;
    case "call":
      yield* Object.values(node.arguments);
      return;
    case "forEach":
      yield node.items;
      return;
    case "branch":
      for (const { test } of node.cases) if (test !== null) yield test;
      return;
    case "repeatUntil":
      yield node.until;
      return;
    default:
      yield* expressionsOfStep(node);
  }
}

/** All expressions of a flow, those inside others too, its result and its schedules' parameters included. */
export function* expressionsOfFlow(flow: Flow): Iterable<Expression> {
  for (const node of flow.nodes) for (const expression of expressionsOfNode(node)) yield* withOperands(expression);
  for (const { params } of flow.schedules)
    for (const text of Object.values(params)) if (typeof text !== "string") yield* withOperands(text);
  yield* expressionsOfResult(flow.result);
}

function* expressionsOfResult(result: Result): Iterable<Expression> {
  if ("expression" in result) yield* withOperands(result.expression);
  else for (const field of Object.values(result.fields)) yield* expressionsOfResult(field);
}

/** Whether a mistake in the flow was reported already, so that nothing can be said about what is missing in it. */
export function holdsUnknown(flow: Flow): boolean {
  if (flow.unknown.length > 0 || flow.nodes.some(({ unknown }) => unknown.length > 0)) return true;
  for (const expression of expressionsOfFlow(flow)) if (expression.op === "unknown") return true;
  return false;
}
