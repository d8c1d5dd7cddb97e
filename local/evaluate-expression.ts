/**
 * What an expression is worth
 *
 * The reference for all engines: text as meaning.md rule 1 says, numbers compared as numbers, lists and objects by what they hold.
 */
import { textOf } from "../compiler/values/check-value.ts";
import type { Json, Text } from "../schema/record.ts";
import type { Comparison, Expression, JsonTemplate, RunField } from "../schema/values/expression.ts";

/** A value of a run. Undefined: an optional value that is not there. An artifact is where it lies; gathered artifacts are lists of that. */
export type Value = Json | undefined;

/** What is known where an expression stands. */
export interface Known {
  readonly param: (name: string) => Value;
  readonly output: (node: number, name: string) => Value;
  readonly item: (loop: number) => Value;
  readonly gather: (loop: number, of: Expression) => Value;
  readonly join: (branch: number, cases: readonly Expression[]) => Value;
  readonly last: (loop: number, of: Expression) => Value;
  readonly result: (call: number, path: readonly string[]) => Value;
  readonly run: (field: RunField) => Value;
  readonly status: () => Value;
  /** Inside the command of a step. */
  readonly input: (name: string) => Value;
  readonly path: (of: "input" | "output" | "checkpoint", name: string) => string;
}

/** Why a value could not be worked out while the flow ran; the message is a sentence for the user. */
export class EvaluationFault extends Error {}

const longestRange = 1_000_000;

/** The value of an expression. Throws `EvaluationFault`. */
export function evaluate(expression: Expression, known: Known): Value {
  switch (expression.op) {
    case "literal":
      return expression.value;
    case "param":
      return known.param(expression.name);
    case "output":
      return known.output(expression.node, expression.name);
    case "item":
      return known.item(expression.loop);
    case "field":
      return fieldOf(evaluate(expression.of, known), expression.name);
    case "length":
      return listOf(evaluate(expression.of, known)).length;
    case "gather":
      return known.gather(expression.loop, expression.of);
    case "join":
      return known.join(expression.branch, expression.cases);
    case "last":
      return known.last(expression.loop, expression.of);
    case "result":
      return known.result(expression.call, expression.path);
    case "input":
      return known.input(expression.name);
    case "inputPath":
      return known.path("input", expression.name);
    case "outputPath":
      return known.path("output", expression.name);
    case "checkpointPath":
      return known.path("checkpoint", "");
    case "run":
      return known.run(expression.field);
    case "status":
      return known.status();
    case "range":
      return range(evaluate(expression.count, known));
    case "orElse":
      return evaluate(expression.of, known) ?? evaluate(expression.other, known);
    case "json":
      return JSON.stringify(filled(expression.value, known));
    case "text":
      return expression.parts.map((part) => (typeof part === "string" ? part : printed(evaluate(part, known)))).join("");
    case "and":
      return evaluate(expression.left, known) === true && evaluate(expression.right, known) === true;
    case "or":
      return evaluate(expression.left, known) === true || evaluate(expression.right, known) === true;
    case "not":
      return evaluate(expression.of, known) !== true;
    case "isTrue":
      return evaluate(expression.of, known) === true;
    case "unknown":
      throw new EvaluationFault("A value is not known.");
    default:
      return compare(expression.op, evaluate(expression.left, known), evaluate(expression.right, known));
  }
}

/** The text of a word: of a command, an environment variable, a cache key. Throws `EvaluationFault`. */
export function evaluateText(text: Text, known: Known): string {
  return typeof text === "string" ? text : printed(evaluate(text, known));
}

/** The text of a value that is there. */
export function printed(value: Value): string {
  if (value === undefined) throw new EvaluationFault("An optional value that is not there was used as text.");
  return textOf(value);
}

function fieldOf(value: Value, name: string): Value {
  if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, name)) return undefined;
  return (value as { readonly [key: string]: Json })[name];
}

function listOf(value: Value): readonly Json[] {
  if (!Array.isArray(value)) throw new EvaluationFault("A value that should be a list is none.");
  return value;
}

function range(count: Value): readonly number[] {
  if (typeof count !== "number" || !Number.isSafeInteger(count)) throw new EvaluationFault("The count of range() is no integer.");
  if (count > longestRange) throw new EvaluationFault(`range(${count}) has more than ${longestRange} members.`);
  return Array.from({ length: Math.max(0, count) }, (_, index) => index);
}

function filled(template: JsonTemplate, known: Known): Json {
  if (typeof template !== "object" || template === null) return template;
  if ("expression" in template) {
    const value = evaluate(template.expression, known);
    if (value === undefined) throw new EvaluationFault("An optional value that is not there was used in JSON.");
    return value;
  }
  if ("list" in template) return template.list.map((member) => filled(member, known));
  return Object.fromEntries(Object.entries(template.object).map(([key, member]) => [key, filled(member, known)]));
}

function compare(op: Comparison, left: Value, right: Value): boolean {
  switch (op) {
    case "eq":
      return isSame(left, right);
    case "ne":
      return !isSame(left, right);
    case "lt":
      return numberOf(left) < numberOf(right);
    case "lte":
      return numberOf(left) <= numberOf(right);
    case "gt":
      return numberOf(left) > numberOf(right);
    case "gte":
      return numberOf(left) >= numberOf(right);
  }
}

function numberOf(value: Value): number {
  if (typeof value !== "number") throw new EvaluationFault("A value that should be a number is none.");
  return value;
}

function isSame(left: Value, right: Value): boolean {
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return left === right;
  if (Array.isArray(left) || Array.isArray(right))
    return (
      Array.isArray(left) && Array.isArray(right) && left.length === right.length && left.every((item, index) => isSame(item, right[index]))
    );
  const [one, other] = [Object.entries(left), right as { readonly [key: string]: Json }];
  return one.length === Object.keys(other).length && one.every(([key, member]) => Object.hasOwn(other, key) && isSame(member, other[key]));
}
