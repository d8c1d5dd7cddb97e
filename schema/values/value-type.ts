/**
 * The types of what travels between steps
 *
 * A closed set, so that every engine can hold to it (meaning.md, rules 1 and 2). It is read from zod's own definitions, never by `instanceof`: a project may
 * bring its own copy of zod.
 */
import type { Json } from "../record.ts";

export type ValueType =
  | StringType
  | NumberType
  | { readonly type: "boolean" }
  | { readonly type: "list"; readonly item: ValueType; readonly minItems?: number; readonly maxItems?: number }
  | { readonly type: "object"; readonly fields: { readonly [name: string]: ValueType } }
  | { readonly type: "optional"; readonly of: ValueType }
  | { readonly type: "artifact"; readonly format: string }
  /** Artifacts gathered by a loop: a folder, `depth` folders deep. */
  | { readonly type: "artifacts"; readonly format: string; readonly depth: number }
  /** A value of which a mistake was reported already. */
  | { readonly type: "unknown" };

export interface StringType {
  readonly type: "string";
  readonly format?: StringFormat;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface NumberType {
  readonly type: "integer" | "number";
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
}

export const stringFormats = ["date", "datetime", "time", "url", "uuid", "email"] as const;
export type StringFormat = (typeof stringFormats)[number];

export interface ParamRecord {
  readonly type: ValueType;
  readonly default?: Json;
  readonly description?: string;
}

/** A zod type that no engine could hold to; `found` says which in the user's words. */
export class UnsupportedType extends Error {
  readonly found: string;
  constructor(found: string) {
    super(`unsupported type ${found}`);
    this.found = found;
  }
}

interface ZodDefinition {
  readonly type: string;
  readonly checks?: readonly { readonly _zod: { readonly def: ZodCheck } }[];
  readonly [member: string]: unknown;
}

interface ZodCheck {
  readonly check: string;
  readonly format?: string;
  readonly value?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly inclusive?: boolean;
  readonly pattern?: RegExp;
}

function definitionOf(schema: unknown): ZodDefinition {
  const definition = (schema as { readonly _zod?: { readonly def?: ZodDefinition } } | null | undefined)?._zod?.def;
  if (definition === undefined) throw new UnsupportedType(`${plainWord(schema)} where a zod type is needed`);
  return definition;
}

function plainWord(value: unknown): string {
  if (value === undefined || value === null) return value === null ? "null" : "nothing";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** The closed type of a zod schema. Throws `UnsupportedType` on refinements, transforms and whatever else is code. */
export function valueType(schema: unknown): ValueType {
  const definition = definitionOf(schema);
  const checks = checksOf(schema);
  switch (definition.type) {
    case "string":
      return stringType(definition, checks);
    case "number":
      return numberType(definition, checks);
    case "boolean":
      refuseChecks(checks, "boolean");
      return { type: "boolean" };
    case "enum":
      return enumType(Object.values(definition["entries"] as Record<string, string>));
    case "literal":
      return enumType(definition["values"] as readonly string[]);
    case "array":
      return { type: "list", item: valueType(definition["element"]), ...lengths(checks, "minItems", "maxItems") };
    case "object":
      return objectType(definition, checks);
    case "optional":
      return { type: "optional", of: valueType(definition["innerType"]) };
    case "default":
    case "prefault":
      return valueType(definition["innerType"]);
    default:
      throw new UnsupportedType(`z.${definition.type}()`);
  }
}

/** Type, default and description of a parameter. A default that is a function is called: its value is part of the definition. */
export function paramRecord(schema: unknown): ParamRecord {
  const definition = definitionOf(schema);
  const description = (schema as { readonly description?: unknown }).description;
  return {
    type: valueType(schema),
    ...(definition.type === "default" && { default: definition["defaultValue"] as Json }),
    ...(typeof description === "string" && { description }),
  };
}

function checksOf(schema: unknown): readonly ZodCheck[] {
  const definition = definitionOf(schema);
  const own: readonly ZodCheck[] = definition["check"] === undefined ? [] : [definition as unknown as ZodCheck];
  const checks = [...own, ...(definition.checks ?? []).map((check) => check._zod.def)];
  for (const { check } of checks) {
    if (check === "custom") throw new UnsupportedType("a type with a refinement");
    if (check === "overwrite") throw new UnsupportedType("a type with a transform");
  }
  return checks;
}

const formats: Readonly<Record<string, StringFormat>> = {
  date: "date",
  datetime: "datetime",
  time: "time",
  url: "url",
  uuid: "uuid",
  guid: "uuid",
  email: "email",
};

function stringType(definition: ZodDefinition, checks: readonly ZodCheck[]): StringType {
  if (definition["coerce"] === true) throw new UnsupportedType("z.coerce");
  const type: { -readonly [K in keyof StringType]: StringType[K] } = { type: "string", ...lengths(checks, "minLength", "maxLength") };
  for (const check of checks) {
    if (check.check !== "string_format") continue;
    const format = formats[check.format ?? ""];
    if (format !== undefined) type.format = format;
    else if (check.pattern !== undefined && type.pattern === undefined) type.pattern = patternSource(check.pattern);
    else throw new UnsupportedType(`a string of format "${check.format}"`);
  }
  return type;
}

/** The source of a pattern without flags: engines know no other. */
function patternSource(pattern: RegExp): string {
  if (pattern.flags.replaceAll("u", "") !== "") throw new UnsupportedType(`a pattern with the flags "${pattern.flags}"`);
  return pattern.source;
}

function numberType(definition: ZodDefinition, checks: readonly ZodCheck[]): NumberType {
  if (definition["coerce"] === true) throw new UnsupportedType("z.coerce");
  const type: { -readonly [K in keyof NumberType]: NumberType[K] } = { type: "number" };
  for (const check of checks) {
    const bound = check.value as number;
    switch (check.check) {
      case "number_format":
        if (check.format !== "safeint") throw new UnsupportedType(`a number of format "${check.format}"`);
        type.type = "integer";
        break;
      case "greater_than":
        if (check.inclusive) type.minimum = Math.max(type.minimum ?? bound, bound);
        else type.exclusiveMinimum = Math.max(type.exclusiveMinimum ?? bound, bound);
        break;
      case "less_than":
        if (check.inclusive) type.maximum = Math.min(type.maximum ?? bound, bound);
        else type.exclusiveMaximum = Math.min(type.exclusiveMaximum ?? bound, bound);
        break;
      case "multiple_of":
        type.multipleOf = bound;
        break;
      default:
        throw new UnsupportedType(`a number with the check "${check.check}"`);
    }
  }
  return type;
}

function enumType(values: readonly unknown[]): StringType {
  if (values.length === 0) throw new UnsupportedType("an enum without members");
  if (!values.every((value) => typeof value === "string")) throw new UnsupportedType("an enum or literal of other than strings");
  if (values.length === 0) throw new UnsupportedType("an enum without members");
  return { type: "string", enum: values };
}

function objectType(definition: ZodDefinition, checks: readonly ZodCheck[]): ValueType {
  refuseChecks(checks, "object");
  if (definition["catchall"] !== undefined && definitionOf(definition["catchall"]).type !== "never")
    throw new UnsupportedType("an object with unnamed fields");
  const shape = definition["shape"] as Record<string, unknown>;
  return { type: "object", fields: Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, valueType(field)])) };
}

function lengths<Min extends string, Max extends string>(checks: readonly ZodCheck[], min: Min, max: Max): { [K in Min | Max]?: number } {
  const found: { [name: string]: number } = {};
  for (const check of checks) {
    if (check.check === "min_length") found[min] = check.minimum ?? 0;
    else if (check.check === "max_length") found[max] = check.maximum ?? 0;
    else if (check.check === "length_equals") found[min] = found[max] = (check as { readonly length?: number }).length ?? 0;
    else if (check.check !== "string_format") throw new UnsupportedType(`the check "${check.check}"`);
  }
  return found as { [K in Min | Max]?: number };
}

function refuseChecks(checks: readonly ZodCheck[], what: string): void {
  const [first] = checks;
  if (first !== undefined) throw new UnsupportedType(`${what === "object" ? "an object" : `a ${what}`} with the check "${first.check}"`);
}
