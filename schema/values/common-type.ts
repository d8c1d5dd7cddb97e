import type { ValueType } from "./value-type.ts";

/** The type that holds the values of all, or undefined where they are unlike. One that is unknown makes the whole unknown. */
export function commonType(types: readonly ValueType[]): ValueType | undefined {
  const [first = { type: "unknown" } satisfies ValueType, ...rest] = types;
  let common: ValueType | undefined = first;
  for (const type of rest) {
    common = merged(common, type);
    if (common === undefined) return undefined;
  }
  return common;
}

function merged(one: ValueType, other: ValueType): ValueType | undefined {
  if (one === other || one.type === "unknown") return one;
  if (other.type === "unknown") return other;
  switch (one.type) {
    case "string":
      return other.type === "string" ? (same(one, other) ? one : { type: "string" }) : undefined;
    case "integer":
    case "number":
      if (other.type !== "integer" && other.type !== "number") return undefined;
      return same(one, other) ? one : { type: one.type === other.type ? one.type : "number" };
    case "boolean":
      return other.type === "boolean" ? one : undefined;
    case "list":
      return other.type === "list" ? listOf(mergedItems(one.item, other.item)) : undefined;
    case "optional":
      return other.type === "optional" ? optional(merged(one.of, other.of)) : undefined;
    case "object":
      return other.type === "object" ? mergedFields(one.fields, other.fields) : undefined;
    case "artifact":
      return other.type === "artifact" ? one : undefined;
    case "artifacts":
      return other.type === "artifacts" && one.depth === other.depth ? one : undefined;
  }
}

/** A list without items says nothing of them; where members are unlike, that is told of their own list. */
function mergedItems(one: ValueType, other: ValueType): ValueType | undefined {
  return one.type === "unknown" ? other : other.type === "unknown" ? one : merged(one, other);
}

type Fields = { readonly [name: string]: ValueType };

function mergedFields(one: Fields, other: Fields): ValueType | undefined {
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return undefined;
  const fields: Record<string, ValueType> = {};
  for (const name of names) {
    const [left, right] = [one[name], Object.hasOwn(other, name) ? other[name] : undefined];
    const common = left && right && merged(left, right);
    if (common === undefined) return undefined;
    fields[name] = common;
  }
  return { type: "object", fields };
}

function listOf(item: ValueType | undefined): ValueType | undefined {
  return item && { type: "list", item };
}

function optional(of: ValueType | undefined): ValueType | undefined {
  return of && { type: "optional", of };
}

function same(one: ValueType, other: ValueType): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
