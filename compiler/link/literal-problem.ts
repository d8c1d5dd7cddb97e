/** Data that is written in a definition, against the type that it must be of. */
import type { Json } from "../../schema/record.ts";
import { described } from "../../schema/values/described.ts";
import type { NumberType, StringFormat, StringType, ValueType } from "../../schema/values/value-type.ts";
import { describeFound } from "../validate/found.ts";
import { matchesPattern } from "./pattern.ts";

export interface LiteralProblem {
  /** Where in the data. */
  readonly path: readonly (string | number)[];
  readonly found: string;
  readonly expected: string;
}

type Path = LiteralProblem["path"];

/** How `value` is not of `type`, or undefined where it is. */
export function literalProblem(value: Json, type: ValueType, path: Path = []): LiteralProblem | undefined {
  switch (type.type) {
    case "unknown":
      return undefined;
    case "optional":
      return literalProblem(value, type.of, path);
    case "string":
      return typeof value === "string" ? problem(value, textExpected(value, type), path) : problem(value, described(type), path);
    case "integer":
    case "number":
      return typeof value === "number" ? problem(value, numberExpected(value, type), path) : problem(value, described(type), path);
    case "boolean":
      return typeof value === "boolean" ? undefined : problem(value, described(type), path);
    case "list":
      return listProblem(value, type, path);
    case "object":
      return objectProblem(value, type.fields, path);
    default:
      return problem(value, described(type), path);
  }
}

function problem(value: Json, expected: string | undefined, path: Path): LiteralProblem | undefined {
  return expected === undefined ? undefined : { path, found: describeFound(value), expected };
}

function listProblem(value: Json, type: Extract<ValueType, { type: "list" }>, path: Path): LiteralProblem | undefined {
  if (!Array.isArray(value)) return problem(value, described(type), path);
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = type;
  if (value.length < minItems) return problem(value, `a list of at least ${minItems} members`, path);
  if (value.length > maxItems) return problem(value, `a list of at most ${maxItems} members`, path);
  for (const [index, member] of (value as readonly Json[]).entries()) {
    const found = literalProblem(member, type.item, [...path, index]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function objectProblem(value: Json, fields: { readonly [name: string]: ValueType }, path: Path): LiteralProblem | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return problem(value, "an object", path);
  const given = value as { readonly [name: string]: Json };
  for (const [name, type] of Object.entries(fields)) {
    const member = Object.hasOwn(given, name) ? given[name] : undefined;
    if (member === undefined && type.type !== "optional") return { path, found: "an object", expected: `an object with "${name}"` };
    const found = member === undefined ? undefined : literalProblem(member, type, [...path, name]);
    if (found !== undefined) return found;
  }
  const extra = Object.keys(given).find((name) => !Object.hasOwn(fields, name));
  return extra === undefined ? undefined : { path: [...path, extra], found: `a field "${extra}"`, expected: "a declared field" };
}

function textExpected(value: string, type: StringType): string | undefined {
  if (type.enum !== undefined && !type.enum.includes(value)) return described(type);
  if (type.format !== undefined && !formats[type.format](value)) return formatWords[type.format];
  if (value.length < (type.minLength ?? 0)) return `text of at least ${type.minLength} characters`;
  if (value.length > (type.maxLength ?? Number.POSITIVE_INFINITY)) return `text of at most ${type.maxLength} characters`;
  if (type.pattern === undefined) return undefined;
  const matches = matchesPattern(type.pattern, value);
  if (matches === undefined) return `text that /${type.pattern}/ can be compared with in reasonable time`;
  return matches ? undefined : `text that matches /${type.pattern}/`;
}

function numberExpected(value: number, type: NumberType): string | undefined {
  if (type.type === "integer" && !Number.isSafeInteger(value))
    return Number.isInteger(value) ? "an integer of at most 9007199254740991 in size" : "an integer";
  if (type.minimum !== undefined && value < type.minimum) return `a number of at least ${type.minimum}`;
  if (type.maximum !== undefined && value > type.maximum) return `a number of at most ${type.maximum}`;
  if (type.exclusiveMinimum !== undefined && value <= type.exclusiveMinimum) return `a number above ${type.exclusiveMinimum}`;
  if (type.exclusiveMaximum !== undefined && value >= type.exclusiveMaximum) return `a number below ${type.exclusiveMaximum}`;
  return type.multipleOf === undefined || isMultiple(value, type.multipleOf) ? undefined : `a multiple of ${type.multipleOf}`;
}

// 0.3 is a multiple of 0.1 to everyone but binary fractions.
function isMultiple(value: number, of: number): boolean {
  const quotient = value / of;
  return Math.abs(quotient - Math.round(quotient)) <= Number.EPSILON * Math.max(1, Math.abs(quotient)) * 4;
}

const formatWords: Readonly<Record<StringFormat, string>> = {
  date: 'a date such as "2026-11-24"',
  datetime: 'a moment such as "2026-11-24T03:00:00Z"',
  time: 'a time such as "03:00:00"',
  url: 'an address such as "https://example.org"',
  uuid: "a UUID",
  email: "an e-mail address",
};

const time = "(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?";
const moment = new RegExp(`^(\\d{4}-\\d{2}-\\d{2})T${time}(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)$`);
const timeOfDay = new RegExp(`^${time}$`);

const formats: Readonly<Record<StringFormat, (text: string) => boolean>> = {
  date: isDate,
  datetime: (text) => isDate(moment.exec(text)?.[1] ?? ""),
  time: (text) => timeOfDay.test(text),
  url: (text) => URL.canParse(text),
  uuid: (text) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text),
  email: (text) => text.length <= 320 && /^[^\s@]+@[^\s@]+$/.test(text),
};

function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
