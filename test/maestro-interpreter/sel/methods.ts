/** Methods of SEL's classes, those that Maestro allows and this repository uses. */
import { type DateTime, isDouble, isLong, printedValue, typeOfValue, type Value } from "./values.ts";

export function construct(type: string, args: readonly Value[]): Value {
  const [first] = args;
  if (type === "DateTime" && first !== undefined && isLong(first)) return { milliseconds: first.long, zone: "UTC" };
  throw new Error(`SEL: new ${type}(${args.map(typeOfValue).join(", ")})`);
}

/** A method of a value, or of a class. */
export function callMethod(on: { readonly of: Value } | { readonly class: string }, method: string, args: readonly Value[]): Value {
  const name = `${method}/${args.length}`;
  if ("class" in on) return ofClass(`${on.class}.${name}`, args);
  const { of } = on;
  if (typeof of === "string") return ofText(of, name, args);
  if (typeof of === "object" && of !== null && "milliseconds" in of) return ofDate(of, name, args);
  throw new Error(`SEL: ${typeOfValue(of)}.${name}`);
}

function ofClass(name: string, args: readonly Value[]): Value {
  const [first = null, second = null] = args;
  switch (name) {
    case "Double.valueOf/1":
      return { double: isDouble(first) ? first.double : parsed(text(first), /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/) };
    case "Long.valueOf/1":
      return { long: isLong(first) ? first.long : parsed(text(first), /^[-+]?\d+$/) };
    case "String.join/2":
      if (!Array.isArray(second)) throw new Error("SEL: String.join of something else than an array");
      return second.map((member) => member ?? "null").join(text(first));
    case "String.valueOf/1":
      return printedValue(first);
    case "DateTimeZone.forID/1":
      return { zoneId: text(first) };
    default:
      throw new Error(`SEL: ${name}`);
  }
}

function parsed(digits: string, pattern: RegExp): number {
  if (!pattern.test(digits)) throw new Error(`SEL: "${digits}" is no number`);
  return Number(digits);
}

function ofText(of: string, name: string, args: readonly Value[]): Value {
  const [first = null, second = null] = args;
  switch (name) {
    case "length/0":
      return { long: of.length };
    case "isEmpty/0":
      return of === "";
    case "toLowerCase/0":
      return of.toLowerCase();
    case "contains/1":
      return of.includes(text(first));
    case "startsWith/1":
      return of.startsWith(text(first));
    case "substring/1":
    case "substring/2": {
      const [from, to] = [whole(first), second === null ? of.length : whole(second)];
      if (from < 0 || to > of.length || from > to) throw new Error(`SEL: substring(${from}, ${to}) of ${of.length} characters`);
      return of.slice(from, to);
    }
    case "replace/2":
      return of.replaceAll(text(first), () => text(second));
    case "replaceAll/2":
      return of.replace(javaPattern(text(first)), javaReplacement(text(second)));
    case "split/1":
      return withoutLastEmpty(of.split(javaPattern(text(first))));
    case "split/2":
      if (whole(second) >= 0) throw new Error("SEL: split with a limit");
      return of.split(javaPattern(text(first)));
    case "escape/0":
      return escapes.reduce((escaped, [from, to]) => escaped.replaceAll(from, to), of);
    default:
      throw new Error(`SEL: STRING.${name}`);
  }
}

const escapes = [
  ["\\", "\\\\"],
  ["\t", "\\t"],
  ["\b", "\\b"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\f", "\\f"],
  ['"', '\\"'],
] as const;

/** Possessive quantifiers find what greedy ones do in the patterns used here, whose parts never overlap; they only spare Java's stack. */
function javaPattern(source: string): RegExp {
  const dotAll = source.startsWith("(?s)");
  const plain = (dotAll ? source.slice(4) : source)
    .replace(/((?:^|[^\\])(?:\\\\)*[*+?])\+/g, "$1")
    .replaceAll("\\z", "$")
    .replaceAll("\\A", "^")
    .replaceAll('\\"', '"');
  return new RegExp(plain, dotAll ? "gs" : "g");
}

function javaReplacement(text: string): string {
  if (/\\/.test(text)) throw new Error("SEL: a backslash in what replaces");
  return text;
}

function withoutLastEmpty(parts: readonly string[]): string[] {
  const kept = [...parts];
  while (kept.length > 1 && kept.at(-1) === "") kept.pop();
  return kept;
}

function ofDate(of: DateTime, name: string, [first = null]: readonly Value[]): Value {
  if (name === "withZone/1" && typeof first === "object" && first !== null && "zoneId" in first) return { ...of, zone: first.zoneId };
  if (name === "toString/1") return formatted(of, text(first));
  throw new Error(`SEL: DATETIME.${name}`);
}

function formatted({ milliseconds, zone }: DateTime, pattern: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(milliseconds));
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  const letters: Readonly<Record<string, string>> = { yyyy: "year", MM: "month", dd: "day", HH: "hour", mm: "minute", ss: "second" };
  return pattern.replace(/'([^']*)'|yyyy|MM|dd|HH|mm|ss/g, (found, literal: string | undefined) => literal ?? part(letters[found] ?? ""));
}

function text(value: Value): string {
  if (typeof value !== "string") throw new Error(`SEL: a ${typeOfValue(value)} where a text is needed`);
  return value;
}

function whole(value: Value): number {
  if (!isLong(value)) throw new Error(`SEL: a ${typeOfValue(value)} where a whole number is needed`);
  return value.long;
}
