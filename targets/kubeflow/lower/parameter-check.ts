/**
 * The check of a run's parameters, made by the first condition of the run
 *
 * The API looks at kinds of values and at enums; the rest of a type is looked at here (meaning.md, rule 2). A text may not hold what the cluster would replace before
 * any command sees it.
 */
import type { StringType, ValueType } from "../../../schema/values/value-type.ts";
import { celNumber } from "./cel.ts";
import { absent } from "./traveling.ts";
import { celText } from "./values.ts";

/** A condition that holds where a value is of its type; undefined where the API has looked at all of it. */
export function typeCheck(value: string, type: ValueType): string | undefined {
  const checks = checksOf(value, type, 0);
  return checks.length === 0 ? undefined : checks.join(" && ");
}

function checksOf(value: string, type: ValueType, depth: number): readonly string[] {
  switch (type.type) {
    case "string":
      return stringChecks(value, type);
    case "integer":
    case "number":
      return numberChecks(value, type);
    case "list":
      return listChecks(value, type, depth);
    case "object":
      return Object.entries(type.fields).flatMap(([name, member]) => memberChecks(value, name, member, depth));
    case "optional":
      return optionalChecks(value, type.of, depth);
    default:
      return [];
  }
}

/** What the cluster would replace: `$$`, `$(`, two opening braces, and our own mark where it is not between such. */
const replaced = "\\x24[\\x24\\x28]|\\x7b\\x7b|[^\\x24\\x7b]\\x{2060}|^\\x{2060}|\\x{2060}[^\\x24\\x28\\x7b]|\\x{2060}\\z";

function stringChecks(value: string, { enum: members, format, minLength, maxLength }: StringType): readonly string[] {
  if (members !== undefined) return [];
  const pattern = format === undefined ? undefined : formats[format];
  return [
    ...(pattern === undefined ? [] : [`${value}.matches(${celText(pattern)})`]),
    ...(minLength === undefined ? [] : [`size(${value}) >= ${minLength}`]),
    ...(maxLength === undefined ? [] : [`size(${value}) <= ${maxLength}`]),
    `!${value}.matches(${celText(replaced)})`,
  ];
}

const day = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const clock = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]+)?)?";
const formats: Readonly<Record<NonNullable<StringType["format"]>, string>> = {
  date: `^${day}\\z`,
  time: `^${clock}\\z`,
  datetime: `^${day}T${clock}(Z|[-+]([01][0-9]|2[0-3]):[0-5][0-9])\\z`,
  uuid: "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\\z",
  email: "^[A-Za-z0-9_.'+-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,}\\z",
  url: "^[A-Za-z][A-Za-z0-9+.-]*:[^\\s]+\\z",
};

function numberChecks(value: string, type: Extract<ValueType, { type: "integer" | "number" }>): readonly string[] {
  const bounds = [
    type.type === "integer" && `${value} >= -9007199254740991.0 && ${value} <= 9007199254740991.0 && ${value} == double(int(${value}))`,
    type.minimum !== undefined && `${value} >= ${celNumber(type.minimum)}`,
    type.maximum !== undefined && `${value} <= ${celNumber(type.maximum)}`,
    type.exclusiveMinimum !== undefined && `${value} > ${celNumber(type.exclusiveMinimum)}`,
    type.exclusiveMaximum !== undefined && `${value} < ${celNumber(type.exclusiveMaximum)}`,
    type.multipleOf !== undefined && Number.isInteger(type.multipleOf) && `int(${value}) % ${type.multipleOf} == 0`,
  ];
  return bounds.filter((bound) => bound !== false);
}

const kinds: Readonly<Partial<Record<ValueType["type"], string>>> = {
  string: "string",
  integer: "double",
  number: "double",
  boolean: "bool",
  list: "list",
  object: "map",
};

/** A value inside another is of any kind. */
function kindCheck(value: string, { type }: ValueType): readonly string[] {
  const kind = kinds[type];
  return kind === undefined ? [] : [`type(${value}) == ${kind}`];
}

function inner(value: string, type: ValueType, depth: number): readonly string[] {
  const members = type.type === "string" && type.enum !== undefined ? [`${value} in [${type.enum.map(celText).join(", ")}]`] : [];
  return [...kindCheck(value, type), ...members, ...checksOf(value, type, depth)];
}

function listChecks(value: string, { item, minItems, maxItems }: Extract<ValueType, { type: "list" }>, depth: number): readonly string[] {
  const variable = `item${depth}`;
  const checks = inner(variable, item, depth + 1);
  return [
    ...(minItems === undefined ? [] : [`size(${value}) >= ${minItems}`]),
    ...(maxItems === undefined ? [] : [`size(${value}) <= ${maxItems}`]),
    ...(checks.length === 0 ? [] : [`${value}.all(${variable}, ${checks.join(" && ")})`]),
  ];
}

function memberChecks(value: string, name: string, type: ValueType, depth: number): readonly string[] {
  const has = `${celText(name)} in ${value}`;
  const member = `${value}[${celText(name)}]`;
  if (type.type !== "optional") return [has, ...inner(member, type, depth)];
  const checks = inner(member, type.of, depth);
  return checks.length === 0 ? [] : [`(!(${has}) || (${checks.join(" && ")}))`];
}

/** An optional parameter is text, so that the mark has room. */
function optionalChecks(value: string, type: ValueType, depth: number): readonly string[] {
  const left = `${value} == ${celText(absent)}`;
  const checks = textChecks(value, type, depth);
  return checks.length === 0 ? [] : [`(${left} || (${checks.join(" && ")}))`];
}

function textChecks(value: string, type: ValueType, depth: number): readonly string[] {
  switch (type.type) {
    case "integer":
    case "number":
      return [
        `${value}.matches(${celText(type.type === "integer" ? "^-?(0|[1-9][0-9]*)\\z" : "^-?(0|[1-9][0-9]*)([.][0-9]+)?\\z")})`,
        ...numberChecks(`double(${value})`, type),
      ];
    case "boolean":
      return [`${value} in ['true', 'false']`];
    case "list":
    case "object":
      return [...kindCheck(`parseJson(${value})`, type), ...checksOf(`parseJson(${value})`, type, depth)];
    case "string":
      return type.enum === undefined ? stringChecks(value, type) : [`${value} in [${type.enum.map(celText).join(", ")}]`];
    default:
      return [];
  }
}
