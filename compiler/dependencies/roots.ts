/** What an expression takes from nodes of its flow. */
import { type Expression, operands } from "../../schema/values/expression.ts";
import type { Flow } from "../program.ts";

/** A value of a node: the outermost expression that means it, fields included. */
export interface Root {
  readonly expression: Expression;
  /** The node that it is of: a step, a loop, a branch, a call. */
  readonly node: number;
  /** The body in which it means something. */
  readonly home: number;
  /** The item of the loop `node`, not what the loop gives: nobody waits for it. */
  readonly isItem: boolean;
  /** What bodies of `node` returned, that it is made of. */
  readonly parts: readonly Part[];
}

export interface Part {
  readonly body: number;
  readonly expression: Expression;
}

/** The values of nodes that an expression is made of, in the order in which they stand. */
export function* rootsOf(expression: Expression, flow: Flow): Iterable<Root> {
  const root = rootOf(expression, flow);
  if (root !== undefined) yield { ...root, expression };
  else for (const operand of operands(expression)) yield* rootsOf(operand, flow);
}

type Origin = Omit<Root, "expression">;

function rootOf(expression: Expression, flow: Flow): Origin | undefined {
  switch (expression.op) {
    case "field":
      return rootOf(expression.of, flow);
    case "output":
      return origin(expression.node, flow);
    case "result":
      return origin(expression.call, flow);
    case "item": {
      const loop = flow.nodes[expression.loop];
      return loop?.kind === "forEach" ? { node: loop.id, home: loop.runs, isItem: true, parts: [] } : undefined;
    }
    case "gather":
    case "last": {
      const loop = flow.nodes[expression.loop];
      const isLoop = loop?.kind === "forEach" || loop?.kind === "repeatUntil";
      return isLoop ? origin(loop.id, flow, [{ body: loop.runs, expression: expression.of }]) : undefined;
    }
    case "join":
      return origin(expression.branch, flow, joined(expression, flow));
    default:
      return undefined;
  }
}

function joined({ branch, cases }: Extract<Expression, { op: "join" }>, flow: Flow): readonly Part[] {
  const node = flow.nodes[branch];
  if (node?.kind !== "branch") return [];
  return cases.flatMap((expression, index) => {
    const body = node.cases[index]?.runs;
    return body === undefined ? [] : [{ body, expression }];
  });
}

function origin(node: number, flow: Flow, parts: readonly Part[] = []): Origin | undefined {
  const home = flow.nodes[node]?.body;
  return home === undefined ? undefined : { node, home, isItem: false, parts };
}
