/**
 * The check of a value where it is used: does it mean something there, and do its types fit
 *
 * Operands first. Once something is reported the type is `unknown`, and nothing further speaks of it.
 */
import type { Json, Site } from "../../schema/record.ts";
import { commonType } from "../../schema/values/common-type.ts";
import { described } from "../../schema/values/described.ts";
import type { Expression } from "../../schema/values/expression.ts";
import { operands } from "../../schema/values/expression.ts";
import { literalType } from "../../schema/values/literal-type.ts";
import type { ValueType } from "../../schema/values/value-type.ts";
import type { Anchor } from "../diagnostics/diagnostic.ts";
import { definitionId } from "../program.ts";
import { type TypeProblem, typeProblem } from "./assignable.ts";
import { checkReference, isReference } from "./check-reference.ts";
import { comparisonProblem } from "./compare.ts";
import { literalProblem } from "./literal-problem.ts";
import { nestedReference } from "./nested-reference.ts";
import { capital, say, sayUse } from "./say.ts";
import { typeOf } from "./type-of.ts";
import type { Use } from "./use.ts";
import {
  artifactAsValue,
  joinTypes,
  noValue,
  optionalWithoutDefault,
  orElseType,
  referenceInLiteral,
  unlikeItems,
  valueType,
} from "./value-diagnostics.ts";

const unknown: ValueType = { type: "unknown" };

/** The type of a value that is used; `unknown` where something was reported. */
export function checkExpression(expression: Expression, use: Use): ValueType {
  if (isReference(expression)) return checkReference(expression, use, checkExpression) ? checkedJoin(expression, use) : unknown;
  if (expression.op === "literal") return checkLiteral(expression, use);
  const at = isComparison(expression) ? { ...use, anchor: comparisonAnchor(expression, use.anchor) } : use;
  const types = operands(expression).map((operand) => checkExpression(operand, at));
  if (types.some(({ type }) => type === "unknown")) return unknown;
  return checkOperation(expression, types, at) ? typeOf(expression, use.flow, use.step) : unknown;
}

/** Whether a value can be put into text: the command, the environment, a template literal, JSON. */
export function checkPrintable(expression: Expression, type: ValueType, use: Use): boolean {
  if (type.type === "unknown") return false;
  const what = capital(say(expression, use.flow));
  if (isArtifact(type)) return reported(use, artifactAsValue.at(use.anchor, { what }, about(use)));
  if (type.type === "optional") return reported(use, optionalWithoutDefault.at(use.anchor, { what }, about(use)));
  return true;
}

export function isArtifact({ type }: ValueType): boolean {
  return type === "artifact" || type === "artifacts";
}

/** What a diagnostic of a use is about. */
export function about({ flow }: Use): { readonly definition: string } {
  return { definition: definitionId(flow) };
}

function reported(use: Use, diagnostic: Parameters<Use["report"]>[0]): false {
  use.report(diagnostic);
  return false;
}

function checkLiteral(expression: Extract<Expression, { op: "literal" }>, use: Use): ValueType {
  if (expression.value === null) {
    use.report(noValue.at(use.anchor, { use: capital(sayUse(use)), found: "nothing" }, about(use)));
    return unknown;
  }
  const what = capital(say(expression, use.flow));
  const nested = nestedReference(expression.value);
  if (nested !== undefined) {
    if (nested.op === "unknown") use.spoiled();
    else use.report(referenceInLiteral.at(use.anchor, { what }, about(use)));
    return unknown;
  }
  if (isUniform(expression.value)) return typeOf(expression, use.flow);
  if (use.part !== "argument") use.report(unlikeItems.at(use.anchor, { what }, about(use)));
  return unknown;
}

function isUniform(value: Json): boolean {
  if (typeof value !== "object" || value === null) return value !== null;
  return Object.values(value).every(isUniform) && (!Array.isArray(value) || commonType(value.map(literalType)) !== undefined);
}

function checkedJoin(expression: Expression, use: Use): ValueType {
  if (expression.op === "join") {
    const types = expression.cases.map((taken) => typeOf(taken, use.flow));
    if (commonType(types) === undefined) {
      const [first = unknown] = types;
      const other = types.find((type) => commonType([first, type]) === undefined) ?? first;
      use.report(joinTypes.at(use.anchor, { first: described(first), other: described(other) }, about(use)));
      return unknown;
    }
  }
  return typeOf(expression, use.flow, use.step);
}

function checkOperation(expression: Expression, types: readonly ValueType[], use: Use): boolean {
  const [first = unknown, second = unknown] = types;
  switch (expression.op) {
    case "text":
    case "json":
      return operands(expression).every((operand, index) => checkPrintable(operand, types[index] ?? unknown, use));
    case "length":
      return isOfType(expression.of, first, "list", "length", use);
    case "field":
      return isOfType(expression.of, first, "object", `its field "${expression.name}"`, use);
    case "range":
      return isOfType(expression.count, first, "integer", "range()", use);
    case "and":
    case "or":
      return isCondition(expression.left, first, use) && isCondition(expression.right, second, use);
    case "not":
    case "isTrue":
      return isCondition(expression.of, first, use);
    case "orElse":
      return checkOrElse(expression, first, second, use);
    case "eq":
    case "ne":
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      return checkComparison(expression, first, second, use);
    default:
      return true;
  }
}

const typeWords = { list: "a list", object: "an object", integer: "an integer", boolean: "true or false" } as const;

function isOfType(expression: Expression, type: ValueType, needed: keyof typeof typeWords, where: string, use: Use): boolean {
  if (type.type === needed) return true;
  if (type.type === "optional" || isArtifact(type)) return checkPrintable(expression, type, use);
  const values = { what: capital(say(expression, use.flow)), found: described(type), where, expected: typeWords[needed] };
  return reported(use, valueType.at(use.anchor, values, about(use)));
}

/** Whether a value can decide: true or false. */
export function isCondition(expression: Expression, type: ValueType, use: Use): boolean {
  return type.type !== "unknown" && isOfType(expression, type, "boolean", "a condition", use);
}

function checkOrElse(expression: Extract<Expression, { op: "orElse" }>, of: ValueType, other: ValueType, use: Use): boolean {
  const what = say(expression.of, use.flow);
  if (isArtifact(of)) return checkPrintable(expression.of, of, use);
  const problem =
    of.type === "optional"
      ? defaultProblem(expression.other, other, of.of)
      : { found: "superfluous", expected: "left out, because the value is always there" };
  return problem === undefined || reported(use, orElseType.at(use.anchor, { what, ...problem }, about(use)));
}

/** A constant is looked at itself: that of an enum is one of its members, and no mere text. */
function defaultProblem(value: Expression, type: ValueType, to: ValueType): TypeProblem | undefined {
  return value.op === "literal" ? literalProblem(value.value, to) : typeProblem(type, to);
}

type Comparison = Extract<Expression, { readonly left: Expression; readonly calls: readonly unknown[] }>;

function checkComparison(expression: Comparison, left: ValueType, right: ValueType, at: Use): boolean {
  if (!checkPrintable(expression.left, left, at) || !checkPrintable(expression.right, right, at)) return false;
  const problem = comparisonProblem(expression, left, right, at);
  return problem === undefined || reported(at, problem);
}

function isComparison(expression: Expression): expression is Comparison {
  return "calls" in expression;
}

/** The place of the comparison itself, where it is known: `gte(…)`. */
function comparisonAnchor({ calls }: Comparison, otherwise: Anchor): Anchor {
  const sites = calls.filter((call): call is Site => "file" in call);
  return sites.length > 0 ? { calls: sites, path: [0] } : otherwise;
}
