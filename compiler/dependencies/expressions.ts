/** The expressions of a node, by what they are for. */
import type { Text } from "../../schema/record.ts";
import type { Expression } from "../../schema/values/expression.ts";
import { isStep, type Node, type Result, type Step } from "../program.ts";

/** Every expression that a node evaluates in its own body. */
export function* expressionsOf(node: Node): Iterable<Expression> {
  if (isStep(node)) {
    yield* Object.values(node.inputs);
    yield* undeclaredOf(node);
    return;
  }
  switch (node.kind) {
    case "call":
      yield* Object.values(node.arguments);
      return;
    case "forEach":
      yield node.items;
      return;
    case "branch":
      for (const { test } of node.cases) if (test !== null) yield test;
      return;
    default:
      return;
  }
}

/** What a step uses beside its declared inputs: in its command, its environment, its cache key. */
export function* undeclaredOf({ program, env, cache }: Step): Iterable<Expression> {
  if (program.kind === "command") yield* ofTexts(program.words);
  if (program.kind === "spark") yield* ofTexts(program.arguments);
  for (const value of Object.values(env)) if (typeof value === "object" && "op" in value) yield value;
  yield* ofTexts(cache?.key ?? []);
}

/** The expressions that a result is made of. */
export function* expressionsOfResult(result: Result): Iterable<Expression> {
  if ("expression" in result) yield result.expression;
  else for (const member of Object.values(result.fields)) yield* expressionsOfResult(member);
}

function* ofTexts(texts: readonly Text[]): Iterable<Expression> {
  for (const text of texts) if (typeof text !== "string") yield text;
}
