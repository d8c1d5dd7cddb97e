/** What an expression of a flow is here: a value that some task or parameter hands out, or something made of such values where it is used. */
import { invariant } from "../../../compiler/invariant.ts";
import { typeOf } from "../../../compiler/link/type-of.ts";
import type { Json } from "../../../schema/record.ts";
import type { Expression, JsonTemplate } from "../../../schema/values/expression.ts";
import { literalType } from "../../../schema/values/literal-type.ts";
import type { ValueType } from "../../../schema/values/value-type.ts";
import { expressionKey } from "../../expression-key.ts";
import type { ParameterSource, ParameterType } from "../schema.ts";
import type { Dag } from "./dag.ts";
import type { Room } from "./lowering.ts";

/** A value that one task or input hands out. */
export interface Channel {
  readonly id: number;
  /** The DAG in which `source` means something; undefined for what means the same everywhere. */
  readonly dag: Dag | undefined;
  readonly source: ParameterSource;
  /** A readable name: "plan-shards". */
  readonly name: string;
}

/** A channel, or a part of its value. */
export interface Wire {
  readonly kind: "wire";
  readonly channel: Channel;
  /** An expression of CEL that picks the part out of `string_value`; empty for the whole. */
  readonly select: string;
  readonly type: ValueType;
}

export type Value =
  | Wire
  | { readonly kind: "literal"; readonly value: Json }
  | { readonly kind: "orElse"; readonly of: Value; readonly other: Value; readonly type: ValueType }
  | { readonly kind: "text"; readonly parts: readonly Value[] }
  /** The JSON text of a value. */
  | { readonly kind: "json"; readonly of: Value }
  | { readonly kind: "range"; readonly count: Value }
  /** A placeholder that the launcher fills: a path. */
  | { readonly kind: "place"; readonly placeholder: string };

/** Where an expression stands. */
export interface Standing {
  readonly room: Room;
  /** What only this step knows: its inputs, its paths, how the run ended. */
  readonly own?: ReadonlyMap<string, Value>;
  /** Makes one value of a combination, by a task that works it out. */
  readonly workOut: (value: Value, type: ValueType) => Wire;
}

export function literal(value: Json): Value {
  return { kind: "literal", value };
}

/** The value of an expression. */
export function valueIn(expression: Expression, standing: Standing): Value {
  const key = expressionKey(expression);
  const known = standing.own?.get(key) ?? standing.room.values.get(key);
  if (known !== undefined) return known;
  switch (expression.op) {
    case "literal":
      return literal(expression.value);
    case "field":
      return memberOf(valueIn(expression.of, standing), expression, standing);
    case "length":
      return lengthOf(valueIn(expression.of, standing), expression, standing);
    case "range":
      return rangeOf(valueIn(expression.count, standing));
    case "orElse":
      return orElse(valueIn(expression.of, standing), valueIn(expression.other, standing));
    case "text":
      return textOf(expression.parts.map((part) => (typeof part === "string" ? literal(part) : valueIn(part, standing))));
    case "json":
      return textOf(jsonParts(expression.value, standing));
    default:
      invariant(false, `an expression "${expression.op}" is known where it is used: ${JSON.stringify(expression)}`);
  }
}

function memberOf(of: Value, { name, of: owner }: Extract<Expression, { op: "field" }>, standing: Standing): Value {
  if (of.kind === "literal") {
    const member = isObject(of.value) ? of.value[name] : undefined;
    invariant(member !== undefined, `the literal has the field "${name}"`);
    return literal(member);
  }
  const wire = of.kind === "wire" ? of : standing.workOut(of, typeOf(owner, standing.room.plan.flow));
  const type = wire.type.type === "object" ? wire.type.fields[name] : undefined;
  return { ...wire, channel: named(wire, name), select: `${selected(wire)}[${celText(name)}]`, type: type ?? { type: "unknown" } };
}

function isObject(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function lengthOf(of: Value, { of: list }: Extract<Expression, { op: "length" }>, standing: Standing): Value {
  if (of.kind === "literal") return literal(Array.isArray(of.value) ? of.value.length : 0);
  if (of.kind === "range") return of.count;
  const wire = of.kind === "wire" ? of : standing.workOut(of, typeOf(list, standing.room.plan.flow));
  return { ...wire, channel: named(wire, "length"), select: `size(${selected(wire)})`, type: { type: "integer" } };
}

/** The same channel, under a name that says which part of its value is meant. */
function named({ channel }: Wire, part: string): Channel {
  return { ...channel, name: `${channel.name.replace(/-item$/, "")}-${part.replace(/[^A-Za-z0-9_-]+/g, "-")}` };
}

function selected({ select }: Wire): string {
  return select === "" ? "parseJson(string_value)" : select;
}

function rangeOf(count: Value): Value {
  if (count.kind === "literal" && typeof count.value === "number") return literal(Array.from({ length: count.value }, (_, index) => index));
  return { kind: "range", count };
}

function orElse(of: Value, other: Value): Value {
  if (of.kind === "literal") return of.value === null ? other : of;
  const type = typeOfValue(of);
  return type.type === "optional" ? { kind: "orElse", of, other, type: type.of } : of;
}

function textOf(parts: readonly Value[]): Value {
  const flat = parts.flatMap((part) => (part.kind === "text" ? part.parts : [part]));
  return { kind: "text", parts: flat };
}

function jsonParts(template: JsonTemplate, standing: Standing): readonly Value[] {
  if (typeof template !== "object" || template === null) return [literal(JSON.stringify(template))];
  if ("expression" in template) return [{ kind: "json", of: valueIn(template.expression, standing) }];
  const between = (members: readonly (readonly Value[])[]): readonly Value[] =>
    members.flatMap((member, index) => (index === 0 ? member : [literal(","), ...member]));
  if ("list" in template) return [literal("["), ...between(template.list.map((member) => jsonParts(member, standing))), literal("]")];
  const members = Object.entries(template.object).map(([name, member]) => [
    literal(`${JSON.stringify(name)}:`),
    ...jsonParts(member, standing),
  ]);
  return [literal("{"), ...between(members), literal("}")];
}

export function typeOfValue(value: Value): ValueType {
  switch (value.kind) {
    case "literal":
      return value.value === null ? { type: "optional", of: { type: "unknown" } } : literalType(value.value);
    case "wire":
    case "orElse":
      return value.type;
    case "range":
      return { type: "list", item: { type: "integer" } };
    default:
      return { type: "string" };
  }
}

/** The type of a parameter that holds values of a type. Optional ones travel as text, so that there is room for the mark of one that was left out. */
export function parameterType({ type }: ValueType): ParameterType {
  switch (type) {
    case "integer":
      return "NUMBER_INTEGER";
    case "number":
      return "NUMBER_DOUBLE";
    case "boolean":
      return "BOOLEAN";
    case "list":
      return "LIST";
    case "object":
      return "STRUCT";
    default:
      return "STRING";
  }
}

/**
 * A text as a literal of CEL
 *
 * Dollars and braces are escapes, so that nobody on the way takes them for theirs.
 *
 * Source: github.com/google/cel-spec, doc/langdef.md (string literals)
 */
export function celText(text: string): string {
  return `'${[...text].map(celCharacter).join("")}'`;
}

function celCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === "'" || character === "\\") return `\\${character}`;
  if (code > 0xffff) return character;
  const printable = code >= 0x20 && (code < 0x7f || code > 0x9f) && !/[${\u2028\u2029\u2060]/.test(character);
  return printable ? character : `\\u${code.toString(16).padStart(4, "0")}`;
}
