import type { Site } from "../../schema/record.ts";
import { type Expression, operands } from "../../schema/values/expression.ts";
import type { Sites } from "../validate/definition.ts";

/** The expression with the places of its comparisons looked up. One without comparisons is given back as it is. */
export function withSites(expression: Expression, sites: Sites): Expression {
  if (!holdsComparison(expression)) return expression;
  switch (expression.op) {
    case "and":
    case "or":
      return { ...expression, left: withSites(expression.left, sites), right: withSites(expression.right, sites) };
    case "eq":
    case "ne":
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      return {
        ...expression,
        left: withSites(expression.left, sites),
        right: withSites(expression.right, sites),
        calls: expression.calls.map((call) => ("file" in call ? call : sites(call))).filter((call): call is Site => call !== undefined),
      };
    case "not":
    case "isTrue":
    case "gather":
    case "last":
    case "field":
    case "length":
      return { ...expression, of: withSites(expression.of, sites) };
    case "orElse":
      return { ...expression, of: withSites(expression.of, sites), other: withSites(expression.other, sites) };
    case "join":
      return { ...expression, cases: expression.cases.map((taken) => withSites(taken, sites)) };
    case "text":
      return { ...expression, parts: expression.parts.map((part) => (typeof part === "string" ? part : withSites(part, sites))) };
    default:
      return expression;
  }
}

function holdsComparison(expression: Expression): boolean {
  return "calls" in expression || operands(expression).some(holdsComparison);
}
