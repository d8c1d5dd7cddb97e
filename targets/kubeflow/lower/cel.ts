/**
 * Conditions in CEL, over the inputs of the task that they decide about
 *
 * Numbers are doubles there, so literals are written as such. What is compared comes in as an input of the task.
 *
 * Source: kubeflow/pipelines 2.17.0, backend/src/v2/expression/expression.go
 */
import { invariant } from "../../../compiler/invariant.ts";
import type { Json } from "../../../schema/record.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import { plainDecimal } from "../../../schema/values/plain-decimal.ts";
import type { ValueType } from "../../../schema/values/value-type.ts";
import { absent, textOfJson, traveling } from "./traveling.ts";
import { celText, type Standing, typeOfValue, type Value, valueIn, type Wire } from "./values.ts";

/** Gives the name of the task's input that holds a value, or its text. */
export type InputFor = (wire: Wire, asText: boolean) => string;

/** A condition of a flow. */
export function celCondition(expression: Expression, standing: Standing, inputFor: InputFor): string {
  const of = (inner: Expression): string => celCondition(inner, standing, inputFor);
  switch (expression.op) {
    case "and":
      return `(${of(expression.left)} && ${of(expression.right)})`;
    case "or":
      return `(${of(expression.left)} || ${of(expression.right)})`;
    case "not":
      return `!(${of(expression.of)})`;
    case "isTrue":
      return of(expression.of);
    case "eq":
    case "ne":
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      return `(${of(expression.left)} ${operators[expression.op]} ${of(expression.right)})`;
    default:
      return celValue(valueIn(expression, standing), inputFor);
  }
}

const operators = { eq: "==", ne: "!=", lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

function celValue(value: Value, inputFor: InputFor): string {
  switch (value.kind) {
    case "literal":
      return celLiteral(value.value);
    case "wire":
      return inputValue(inputFor(value, false));
    case "orElse":
      return celOrElse(value, inputFor);
    case "text":
      return `(${value.parts.map((part) => celPart(part, inputFor)).join(" + ")})`;
    default:
      invariant(false, `a condition compares no "${value.kind}"`);
  }
}

export function inputValue(name: string): string {
  return `inputs.parameter_values[${celText(name)}]`;
}

function celOrElse({ of, other, type }: Extract<Value, { kind: "orElse" }>, inputFor: InputFor): string {
  invariant(of.kind === "wire", "what may be left out is handed out by a step");
  const text = inputValue(inputFor(of, false));
  return `(${text} == ${celText(absent)} ? ${celValue(other, inputFor)} : ${ofText(text, type)})`;
}

/** The value of a type whose text is given. */
function ofText(text: string, { type }: ValueType): string {
  switch (type) {
    case "integer":
    case "number":
      return `double(${text})`;
    case "boolean":
      return `(${text} == 'true')`;
    case "list":
    case "object":
      return `parseJson(${text})`;
    default:
      return text;
  }
}

function celPart(part: Value, inputFor: InputFor): string {
  if (part.kind === "literal") return celText(traveling(textOfJson(part.value)));
  if (part.kind === "wire") return inputValue(inputFor(part, typeOfValue(part).type !== "string"));
  return celValue(part, inputFor);
}

export function celLiteral(value: Json): string {
  if (typeof value === "string") return celText(traveling(value));
  if (typeof value === "number") return celNumber(value);
  if (Array.isArray(value)) return `[${value.map(celLiteral).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .map(([name, member]) => `${celText(traveling(name))}: ${celLiteral(member)}`)
      .join(", ")}}`;
  return String(value);
}

/** A double: an integer of CEL would be another type. */
export function celNumber(value: number): string {
  const text = plainDecimal(value);
  return text.includes(".") ? text : `${text}.0`;
}
