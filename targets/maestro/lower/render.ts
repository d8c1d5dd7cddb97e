/** Expressions of a flow as SEL: each gives the travelling text of a value, or for a condition a boolean. */
import { invariant } from "../../../compiler/invariant.ts";
import { textOf } from "../../../compiler/values/check-value.ts";
import type { Json } from "../../../schema/record.ts";
import type { Expression, JsonTemplate } from "../../../schema/values/expression.ts";
import { literalType } from "../../../schema/values/literal-type.ts";
import type { ValueType } from "../../../schema/values/value-type.ts";
import { fieldOf, itemsOf, jsonOf, numberOf, numbersBelow } from "./json-programs.ts";
import { lookUp } from "./look-up.ts";
import type { Lowering } from "./lowering.ts";
import type { Frame, Place } from "./place.ts";
import { finished, newProgram, type Program } from "./program.ts";
import { quoted } from "./sel-text.ts";
import { absent, travelling } from "./travelling.ts";

/** Where an expression stands. */
export interface Site {
  readonly lowering: Lowering;
  /** Whose names it means. */
  readonly frame: Frame;
  /** Where it is worked out. */
  readonly place: Place;
  /** Inside a step: its inputs. */
  readonly inputs?: { readonly [name: string]: Expression };
  /** Inside a step: where its outputs are to be written. */
  readonly outputPath?: (name: string) => string;
}

export interface Rendered {
  readonly type: ValueType;
  readonly source: string;
  /** The value, where it is known now; undefined is one that is not there. */
  readonly literal?: { readonly value: Json | undefined };
}

/** The program that gives a value. */
export function programOf(expression: Expression, site: Site): string {
  const program = newProgram();
  return finished(program, render(expression, site, program).source);
}

/** The program that gives a condition. */
export function conditionProgram(expression: Expression, site: Site): string {
  const program = newProgram();
  return finished(program, condition(expression, site, program));
}

/** A value; what takes statements is added to the program. */
export function render(expression: Expression, site: Site, program: Program): Rendered {
  switch (expression.op) {
    case "literal":
      return literal(expression.value);
    case "input": {
      const source = site.inputs?.[expression.name];
      invariant(source !== undefined, `the input "${expression.name}" is known where it is used`);
      return render(source, site, program);
    }
    case "outputPath":
      return literal(site.outputPath?.(expression.name) ?? "");
    case "run":
      if (expression.field === "attempt") return { type: { type: "integer" }, source: "('' + step_attempt_id)" };
      return lookUp(expression, site);
    case "field":
      return field(render(expression.of, site, program), expression.name, program);
    case "length":
      return length(render(expression.of, site, program), program);
    case "range": {
      const count = render(expression.count, site, program);
      // Only loops take ranges, and they take the array (arrayOf).
      return {
        type: { type: "list", item: { type: "integer" } },
        source: `('[' + String.join(',', ${numbersBelow(program, count.source)}) + ']')`,
      };
    }
    case "orElse":
      return orElse(render(expression.of, site, program), render(expression.other, site, program));
    case "text":
      return joined(expression.parts.map((part) => (typeof part === "string" ? literal(part) : render(part, site, program))));
    case "json":
      return joined(jsonParts(expression.value, site, program));
    case "eq":
    case "ne":
    case "lt":
    case "lte":
    case "gt":
    case "gte":
    case "and":
    case "or":
    case "not":
    case "isTrue":
      return { type: { type: "boolean" }, source: `(${condition(expression, site, program)} ? 'true' : 'false')` };
    default:
      return lookUp(expression, site);
  }
}

/** A condition. SEL works out both sides of \`&&\` and \`||\`: neither can fail, because what is used in a condition is there. */
export function condition(expression: Expression, site: Site, program: Program): string {
  switch (expression.op) {
    case "and":
      return `(${condition(expression.left, site, program)} && ${condition(expression.right, site, program)})`;
    case "or":
      return `(${condition(expression.left, site, program)} || ${condition(expression.right, site, program)})`;
    case "not":
      return `!${condition(expression.of, site, program)}`;
    case "isTrue":
      return condition(expression.of, site, program);
    case "eq":
    case "ne":
    case "lt":
    case "lte":
    case "gt":
    case "gte": {
      const [left, right] = [render(expression.left, site, program), render(expression.right, site, program)];
      const asNumbers = isNumber(left.type) && isNumber(right.type);
      const [one, other] = asNumbers ? [numeric(left), numeric(right)] : [left.source, right.source];
      return `(${one} ${operators[expression.op]} ${other})`;
    }
    default:
      return `(${render(expression, site, program).source} == 'true')`;
  }
}

const operators = { eq: "==", ne: "!=", lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

function isNumber({ type }: ValueType): boolean {
  return type === "number" || type === "integer";
}

function numeric({ source, literal: known }: Rendered): string {
  return numberOf(source, known?.value);
}

/** A value that is known now. */
export function literal(value: Json | undefined): Rendered {
  // Null: an optional argument of a call that was not given.
  if (value === undefined || value === null)
    return { type: { type: "optional", of: { type: "unknown" } }, source: quoted(absent), literal: { value: undefined } };
  return { type: literalType(value), source: quoted(travelling(textOf(value))), literal: { value } };
}

function field(of: Rendered, name: string, program: Program): Rendered {
  const type = (of.type.type === "object" ? of.type.fields[name] : undefined) ?? { type: "unknown" };
  if (of.literal === undefined) return { type, source: fieldOf(program, of.source, name, type) };
  const { value } = of.literal;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, name);
  return { ...literal(isObject ? (value as { readonly [key: string]: Json })[name] : undefined), type };
}

function length(of: Rendered, program: Program): Rendered {
  const value = of.literal?.value;
  if (Array.isArray(value)) return literal(value.length);
  const itemType = of.type.type === "list" ? of.type.item : { type: "unknown" as const };
  return { type: { type: "integer" }, source: `('' + ${itemsOf(program, of.source, itemType)}.length)` };
}

function orElse(of: Rendered, other: Rendered): Rendered {
  const type = of.type.type === "optional" ? of.type.of : of.type;
  if (of.literal !== undefined) return of.literal.value === undefined ? { ...other, type: other.type } : of;
  return { type, source: `(${of.source} == ${quoted(absent)} ? ${other.source} : ${of.source})` };
}

function joined(parts: readonly Rendered[]): Rendered {
  const merged: (string | Rendered)[] = [];
  for (const part of parts) {
    const text = part.literal?.value === undefined ? undefined : travelling(textOf(part.literal.value));
    const last = merged.at(-1);
    if (text === undefined) merged.push(part);
    else if (typeof last === "string") merged[merged.length - 1] = last + text;
    else merged.push(text);
  }
  const [only, ...more] = merged;
  if (more.length === 0 && (only === undefined || typeof only === "string"))
    return { type: { type: "string" }, source: quoted(only ?? "") };
  // The first is text, so that "+" joins.
  const sources = merged.map((part) => (typeof part === "string" ? quoted(part) : part.source));
  return { type: { type: "string" }, source: `(${[...(typeof only === "string" ? [] : ["''"]), ...sources].join(" + ")})` };
}

function jsonParts(template: JsonTemplate, site: Site, program: Program): readonly Rendered[] {
  if (typeof template !== "object" || template === null) return [literal(JSON.stringify(template))];
  if ("expression" in template) {
    const value = render(template.expression, site, program);
    if (value.literal?.value !== undefined) return [literal(JSON.stringify(value.literal.value))];
    return [isText(value.type) ? { type: { type: "string" }, source: jsonOf(program, value.source, value.type) } : value];
  }
  if ("list" in template)
    return [literal("["), ...separated(template.list.map((member) => jsonParts(member, site, program))), literal("]")];
  const members = Object.entries(template.object).map(([key, member]) => [
    literal(`${JSON.stringify(key)}:`),
    ...jsonParts(member, site, program),
  ]);
  return [literal("{"), ...separated(members), literal("}")];
}

function isText(type: ValueType): boolean {
  return type.type === "string" || type.type === "unknown" || type.type === "optional";
}

function separated(members: readonly (readonly Rendered[])[]): readonly Rendered[] {
  return members.flatMap((member, index) => (index === 0 ? member : [literal(","), ...member]));
}
