/**
 * Whether a text is a value of a type (meaning.md, rules 2 and 3)
 *
 * The reference for all engines: the local engine uses this, and what is emitted for engines that do not check (`compiler/shell/`) is tested against it.
 */
import type { Json } from "../../schema/record.ts";
import { plainDecimal } from "../../schema/values/plain-decimal.ts";
import type { NumberType, StringType, ValueType } from "../../schema/values/value-type.ts";

export type CheckedValue = { readonly value: Json; readonly text: string } | { readonly problem: string };

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** Numbers are below this, so that every engine can write them in plain decimal. */
const largest = 1e308;

/** The value of a text, and the text that other steps see of it; or what is wrong. A file's text is given without its last newline. */
export function valueOfText(text: string, type: ValueType): CheckedValue {
  switch (type.type) {
    case "optional":
      return valueOfText(text, type.of);
    case "string":
      return checked(text, type);
    case "integer":
    case "number":
      return jsonNumber.test(text) ? checked(Number(text), type) : { problem: `is no ${type.type}` };
    case "boolean":
      return text === "true" || text === "false" ? checked(text === "true", type) : { problem: "is neither true nor false" };
    case "list":
    case "object":
      try {
        return checked(JSON.parse(text) as Json, type);
      } catch {
        return { problem: "is no JSON" };
      }
    default:
      return { problem: "is no value" };
  }
}

function checked(value: Json, type: ValueType): CheckedValue {
  const problem = problemOf(value, type);
  return problem === undefined ? { value, text: textOf(value) } : { problem };
}

/** A value in text: strings as they are, numbers in plain decimal, lists and objects as compact JSON, which other engines may write with other escapes and in another order. */
export function textOf(value: Json): string {
  if (typeof value === "string") return value;
  return typeof value === "number" ? plainDecimal(value === 0 ? 0 : value) : JSON.stringify(value);
}

/** What is wrong with a value, in words that follow its name; undefined where it is of its type. */
export function problemOf(value: Json | undefined, type: ValueType): string | undefined {
  switch (type.type) {
    case "string":
      return typeof value === "string" ? stringProblem(value, type) : "is no text";
    case "integer":
    case "number":
      return typeof value === "number" ? numberProblem(value, type) : `is no ${type.type}`;
    case "boolean":
      return typeof value === "boolean" ? undefined : "is neither true nor false";
    case "list":
      if (!Array.isArray(value)) return "is no list";
      if (value.length < (type.minItems ?? 0)) return `has ${value.length} items, where at least ${type.minItems} are expected`;
      if (value.length > (type.maxItems ?? Infinity)) return `has ${value.length} items, where at most ${type.maxItems} are expected`;
      return firstProblem(value.map((item: Json, index) => [`[${index}]`, problemOf(item, type.item)]));
    case "object":
      if (typeof value !== "object" || value === null || Array.isArray(value)) return "is no object";
      return firstProblem(
        Object.entries(type.fields).map(([name, member]) => [
          `.${name}`,
          fieldProblem(Object.hasOwn(value, name) ? (value as { readonly [key: string]: Json })[name] : undefined, member),
        ]),
      );
    case "optional":
      return problemOf(value, type.of);
    default:
      return undefined;
  }
}

function fieldProblem(value: Json | undefined, type: ValueType): string | undefined {
  if (value === undefined) return type.type === "optional" ? undefined : "is missing";
  return problemOf(value, type);
}

function firstProblem(problems: readonly (readonly [where: string, problem: string | undefined])[]): string | undefined {
  for (const [where, problem] of problems) if (problem !== undefined) return `${where} ${problem}`;
  return undefined;
}

function numberProblem(value: number, type: NumberType): string | undefined {
  if (!(Math.abs(value) < largest)) return "is too large";
  if (type.type === "integer" && !Number.isSafeInteger(value)) return "is no integer";
  if (type.minimum !== undefined && value < type.minimum) return `is less than ${type.minimum}`;
  if (type.maximum !== undefined && value > type.maximum) return `is more than ${type.maximum}`;
  if (type.exclusiveMinimum !== undefined && value <= type.exclusiveMinimum) return `is not more than ${type.exclusiveMinimum}`;
  if (type.exclusiveMaximum !== undefined && value >= type.exclusiveMaximum) return `is not less than ${type.exclusiveMaximum}`;
  if (type.multipleOf !== undefined && value % type.multipleOf !== 0) return `is no multiple of ${type.multipleOf}`;
  return undefined;
}

function stringProblem(value: string, type: StringType): string | undefined {
  if (type.enum !== undefined && !type.enum.includes(value)) return `is none of ${type.enum.join(", ")}`;
  if (value.length < (type.minLength ?? 0)) return `is shorter than ${type.minLength}`;
  if (value.length > (type.maxLength ?? Infinity)) return `is longer than ${type.maxLength}`;
  if (type.format !== undefined && !formats[type.format](value)) return `is no ${type.format}`;
  if (type.pattern !== undefined && !new RegExp(type.pattern, "u").test(value)) return `does not match ${type.pattern}`;
  return undefined;
}

const clock = "(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d+)?)?";
const time = new RegExp(`^${clock}$`);
const datetime = new RegExp(`^(\\d{4}-\\d{2}-\\d{2})T${clock}(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)$`);
const email = /^(?!\.)[A-Za-z0-9_'+\-.]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

const formats: Readonly<Record<NonNullable<StringType["format"]>, (text: string) => boolean>> = {
  date: isDate,
  time: (text) => time.test(text),
  datetime: (text) => isDate(datetime.exec(text)?.[1] ?? ""),
  uuid: (text) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text),
  email: (text) => email.test(text) && !text.includes(".."),
  url: (text) => /^[a-z][a-z0-9+.-]*:[^\x00-\x20\x7f]+$/i.test(text),
};

function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const days = [31, isLeap(Number(year)) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1] ?? 0;
  return Number(day) >= 1 && Number(day) <= days;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
