/** Every value that a flow uses: for rules about what is used, and about what is not. */
import type { Text } from "../../../schema/record.ts";
import { type Expression, operands } from "../../../schema/values/expression.ts";
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
export function expressionsOfStep(step: Step): readonly Expression[] {
  const found = Object.values(step.inputs);
  const add = (text: EnvironmentValue) => {
    if (typeof text !== "string" && isText(text)) found.push(text);
  };
  wordsOf(step).forEach(add);
  Object.values(step.env).forEach(add);
  step.cache?.key.forEach(add);
  return found;
}

/** The outermost expressions that a node uses; what the body of a loop returns is not used until someone outside takes it. */
export function expressionsOfNode(node: Node): readonly Expression[] {
  switch (node.kind) {
    case "approval":
      return [];
    case "call":
      return Object.values(node.arguments);
    case "forEach":
      return [node.items];
    case "branch":
      return node.cases.map(({ test }) => test).filter((test) => test !== null);
    case "repeatUntil":
      return [node.until];
    default:
      return expressionsOfStep(node);
  }
}

/** Calls `visit` with the expression and all that it is made of. */
export function visitWithin(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  for (const operand of operands(expression)) visitWithin(operand, visit);
}

export interface Uses {
  /** Outputs by position and name of their step: "3.auc". */
  readonly outputs: ReadonlySet<string>;
  readonly params: ReadonlySet<string>;
}

/** The outputs and parameters that a flow uses or returns; undefined where a mistake was reported already, so that nothing can be said about what is missing. */
export function usesOf(flow: Flow): Uses | undefined {
  if (flow.unknown.length > 0 || flow.nodes.some(({ unknown }) => unknown.length > 0)) return undefined;
  const outputs = new Set<string>();
  const params = new Set<string>();
  let isWhole = true;
  const visit = (expression: Expression) => {
    if (expression.op === "output") outputs.add(`${expression.node}.${expression.name}`);
    else if (expression.op === "param") params.add(expression.name);
    else if (expression.op === "unknown") isWhole = false;
  };
  for (const node of flow.nodes) for (const expression of expressionsOfNode(node)) visitWithin(expression, visit);
  for (const { params: given } of flow.schedules)
    for (const text of Object.values(given)) if (typeof text !== "string") visitWithin(text, visit);
  visitResult(flow.result, visit);
  return isWhole ? { outputs, params } : undefined;
}

function visitResult(result: Result, visit: (expression: Expression) => void): void {
  if ("expression" in result) visitWithin(result.expression, visit);
  else for (const field of Object.values(result.fields)) visitResult(field, visit);
}
