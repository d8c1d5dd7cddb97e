/**
 * Values that exist only while a flow runs, as small trees
 *
 * `node` and `loop`, `branch`, `call` are positions in the flow's list of nodes. Each target has one function that renders these trees in its own syntax.
 */
import type { Json } from "./json.ts";
import type { CallNumbers, Site } from "./site.ts";

export type Expression =
  | { readonly op: "literal"; readonly value: Json }
  | { readonly op: "param"; readonly name: string }
  /** A declared output of a step: a value or an artifact. */
  | { readonly op: "output"; readonly node: number; readonly name: string }
  /** The item that a `forEach` is at. */
  | { readonly op: "item"; readonly loop: number }
  | { readonly op: "field"; readonly of: Expression; readonly name: string }
  | { readonly op: "length"; readonly of: Expression }
  /** What `of`, a value of the body of a `forEach`, was for each item, in item order. */
  | { readonly op: "gather"; readonly loop: number; readonly of: Expression }
  /** What the body that ran left: one expression a case of the branch, in the order of its cases. */
  | { readonly op: "join"; readonly branch: number; readonly cases: readonly Expression[] }
  /** What `of`, a value of the body of a `repeatUntil`, was in the last round. */
  | { readonly op: "last"; readonly loop: number; readonly of: Expression }
  /** What a called flow returned, at a path of its returned object. */
  | { readonly op: "result"; readonly call: number; readonly path: readonly string[] }
  /** Inside a step's own command: the text of an input, the path of an input artifact, the path to write an output to. */
  | { readonly op: "input"; readonly name: string }
  | { readonly op: "inputPath"; readonly name: string }
  | { readonly op: "outputPath"; readonly name: string }
  | { readonly op: "checkpointPath" }
  | { readonly op: "run"; readonly field: RunField }
  /** In a handler: how the run ended. */
  | { readonly op: "status" }
  /** 0, 1, … below `count`. */
  | { readonly op: "range"; readonly count: Expression }
  | { readonly op: "orElse"; readonly of: Expression; readonly other: Expression }
  /** JSON text of a structure with values in it. */
  | { readonly op: "json"; readonly value: JsonTemplate }
  /** Text with values in it. */
  | { readonly op: "text"; readonly parts: readonly (string | Expression)[] }
  | Condition
  /** A value of which a mistake was reported already. */
  | { readonly op: "unknown" };

export type Condition =
  /** `calls` are numbers of the child in a record, and sites in a linked program. */
  | { readonly op: Comparison; readonly left: Expression; readonly right: Expression; readonly calls: readonly (CallNumbers | Site)[] }
  | { readonly op: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | { readonly op: "not"; readonly of: Expression }
  | { readonly op: "isTrue"; readonly of: Expression };

export const comparisons = ["eq", "ne", "lt", "lte", "gt", "gte"] as const;
export type Comparison = (typeof comparisons)[number];

/** `scheduledDate` is the day of `scheduledAt` in the schedule's zone. */
export const runFields = ["id", "attempt", "scheduledAt", "scheduledDate"] as const;
export type RunField = (typeof runFields)[number];

/** JSON in which any value may be `{ expression }`. */
export type JsonTemplate =
  | null
  | boolean
  | number
  | string
  | { readonly expression: Expression }
  | { readonly list: readonly JsonTemplate[] }
  | { readonly object: { readonly [key: string]: JsonTemplate } };

/** The expressions that an expression is made of, without itself. */
export function operands(expression: Expression): readonly Expression[] {
  switch (expression.op) {
    case "field":
    case "length":
    case "gather":
    case "last":
    case "not":
    case "isTrue":
      return [expression.of];
    case "orElse":
      return [expression.of, expression.other];
    case "join":
      return expression.cases;
    case "range":
      return [expression.count];
    case "text":
      return expression.parts.filter((part) => typeof part !== "string");
    case "json":
      return leaves(expression.value);
    case "eq":
    case "ne":
    case "lt":
    case "lte":
    case "gt":
    case "gte":
    case "and":
    case "or":
      return [expression.left, expression.right];
    default:
      return [];
  }
}

function leaves(template: JsonTemplate): readonly Expression[] {
  if (typeof template !== "object" || template === null) return [];
  if ("expression" in template) return [template.expression];
  return ("list" in template ? template.list : Object.values(template.object)).flatMap(leaves);
}

/** An expression and all that it is made of, outermost first. */
export function* withOperands(expression: Expression): Iterable<Expression> {
  yield expression;
  for (const operand of operands(expression)) yield* withOperands(operand);
}
