/**
 * Expressions of a flow in Argo's terms
 *
 * Every value travels as text (meaning.md, rule 1). Inside an expression it is text, or data: what `fromJSON` gives. A value that was left out is the mark
 * `absent`.
 */
import { invariant } from "../../../compiler/invariant.ts";
import { literalType } from "../../../compiler/link/literal-type.ts";
import type { Json } from "../../../schema/record.ts";
import type { Expression, JsonTemplate } from "../../../schema/values/expression.ts";
import { plainDecimal } from "../../../schema/values/plain-decimal.ts";
import type { ValueType } from "../../../schema/values/value-type.ts";
import { quoted, variable, verbatim } from "./expr-text.ts";
import { type Scope, seen } from "./scope.ts";

/** Stands for an optional output that its step did not write. */
export const absent = "␀";

export interface Rendered {
  readonly type: ValueType;
  readonly form: "text" | "data";
  /** An expression of expr-lang that gives the text or the data. */
  readonly source: string;
  /** The variable, where the text is one: `inputs.parameters.rows`. */
  readonly tag?: string;
  /** The text, where it is known now. */
  readonly literal?: string;
}

/** A variable that holds the text of a value. */
export function fromVariable(path: readonly string[], type: ValueType): Rendered {
  return { type, form: "text", source: variable(path), tag: path.join(".") };
}

/** A value in a scope. */
export function render(expression: Expression, scope: Scope): Rendered {
  const known = seen(scope, expression);
  if (known !== undefined) return known;
  switch (expression.op) {
    case "literal":
      return literal(expression.value);
    case "field":
      return field(render(expression.of, scope), expression.name);
    case "length":
      return { type: { type: "integer" }, form: "data", source: `len(${dataOf(render(expression.of, scope))})` };
    case "range":
      return {
        type: { type: "list", item: { type: "integer" } },
        form: "data",
        source: `(0..(int(${dataOf(render(expression.count, scope))}) - 1))`,
      };
    case "orElse":
      return orElse(render(expression.of, scope), render(expression.other, scope));
    case "text":
      return concatenated(expression.parts.map((part) => (typeof part === "string" ? literal(part) : render(part, scope))));
    case "json":
      return concatenated(jsonParts(expression.value, scope));
    case "eq":
    case "ne":
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      return condition(`${dataOf(render(expression.left, scope))} ${operators[expression.op]} ${dataOf(render(expression.right, scope))}`);
    case "and":
    case "or":
      return condition(`${dataOf(render(expression.left, scope))} ${expression.op} ${dataOf(render(expression.right, scope))}`);
    case "not":
      return condition(`not ${dataOf(render(expression.of, scope))}`);
    case "isTrue":
      return render(expression.of, scope);
    default:
      invariant(false, `an expression "${expression.op}" is known where it is used: ${JSON.stringify(expression)}`);
  }
}

const operators = { eq: "==", ne: "!=", lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

function condition(source: string): Rendered {
  return { type: { type: "boolean" }, form: "data", source: `(${source})` };
}

/** A value that is known now. */
export function literal(value: Json): Rendered {
  if (typeof value === "string") return { type: { type: "string" }, form: "text", source: quoted(value), literal: value };
  const text = typeof value === "number" ? plainDecimal(value) : JSON.stringify(value);
  return { type: literalType(value), form: "text", source: quoted(text), literal: text };
}

function field(of: Rendered, name: string): Rendered {
  const type = of.type.type === "object" ? of.type.fields[name] : undefined;
  return { type: type ?? { type: "unknown" }, form: "data", source: `${dataOf(of)}[${quoted(name)}]` };
}

function orElse(of: Rendered, other: Rendered): Rendered {
  const type = of.type.type === "optional" ? of.type.of : of.type;
  if (of.form === "text" && isText(type))
    return { type, form: "text", source: `(${of.source} == ${quoted(absent)} ? ${textOf(other)} : ${of.source})` };
  return { type, form: "data", source: `(${dataOf(of)} ?? ${dataOf(other)})` };
}

function isText(type: ValueType): boolean {
  return type.type === "string" || type.type === "artifact" || type.type === "artifacts" || type.type === "unknown";
}

/** An expression that gives the text of a value. */
export function textOf({ type, form, source }: Rendered): string {
  if (form === "text" || isText(type)) return source;
  if (type.type === "optional") return `(${source} == nil ? ${quoted(absent)} : ${isText(type.of) ? source : `toJson(${source})`})`;
  return `toJson(${source})`;
}

/** An expression that gives the data of a value. */
export function dataOf(value: Rendered): string {
  const { type, form, source, literal: known } = value;
  if (form === "data") return source;
  if (known !== undefined && (type.type === "number" || type.type === "integer" || type.type === "boolean")) return known;
  switch (type.type) {
    case "number":
    case "integer":
      return `float(${source})`;
    case "boolean":
      return `(${source} == 'true')`;
    case "list":
    case "object":
      return `fromJSON(${source})`;
    case "optional":
      return `(${source} == ${quoted(absent)} ? nil : ${dataOf({ ...value, type: type.of })})`;
    default:
      return source;
  }
}

/** The pieces of a text: what is known now, and values. */
export function pieces(text: string | Expression, scope: Scope): readonly Rendered[] {
  if (typeof text === "string") return [literal(text)];
  if (seen(scope, text) !== undefined) return [render(text, scope)];
  if (text.op === "text") return text.parts.flatMap((part) => pieces(part, scope));
  if (text.op === "json") return jsonParts(text.value, scope);
  return [render(text, scope)];
}

function concatenated(parts: readonly Rendered[]): Rendered {
  if (parts.every(({ literal: known }) => known !== undefined)) return literal(parts.map(({ literal: known }) => known).join(""));
  return { type: { type: "string" }, form: "text", source: `(${parts.map(textOf).join(" + ")})` };
}

function jsonParts(template: JsonTemplate, scope: Scope): readonly Rendered[] {
  if (typeof template !== "object" || template === null) return [literal(JSON.stringify(template))];
  if ("expression" in template) return [asJson(render(template.expression, scope))];
  if ("list" in template) return [literal("["), ...separated(template.list.map((member) => jsonParts(member, scope))), literal("]")];
  const members = Object.entries(template.object).map(([key, member]) => [literal(`${JSON.stringify(key)}:`), ...jsonParts(member, scope)]);
  return [literal("{"), ...separated(members), literal("}")];
}

function separated(members: readonly (readonly Rendered[])[]): readonly Rendered[] {
  return members.flatMap((member, index) => (index === 0 ? member : [literal(","), ...member]));
}

/** The JSON text of a value: that of numbers, booleans, lists and objects is their text. */
function asJson(value: Rendered): Rendered {
  if (value.type.type === "optional") return { type: { type: "string" }, form: "text", source: `toJson(${dataOf(value)})` };
  if (!isText(value.type)) return value;
  return value.literal === undefined
    ? { type: { type: "string" }, form: "text", source: `toJson(${value.source})` }
    : literal(JSON.stringify(value.literal));
}

/** Argo's text with tags; literals as they are. */
export function tagged(parts: readonly Rendered[]): string {
  return parts
    .map((part) =>
      part.literal !== undefined ? verbatim(part.literal) : part.tag !== undefined ? `{{${part.tag}}}` : `{{=${textOf(part)}}}`,
    )
    .join("");
}
