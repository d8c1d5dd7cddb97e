import type { Json } from "../../schema/record.ts";
import type { ValueType } from "../../schema/values/value-type.ts";
import { commonType } from "./common-type.ts";

/** The type of data that is written in a definition; `unknown` for null, for lists of unlike members, and for whatever holds such. */
export function literalType(value: Json): ValueType {
  switch (typeof value) {
    case "string":
      return { type: "string" };
    case "number":
      return { type: Number.isSafeInteger(value) ? "integer" : "number" };
    case "boolean":
      return { type: "boolean" };
    default:
      if (value === null) return { type: "unknown" };
      if (isList(value)) return { type: "list", item: commonType(value.map(literalType)) ?? { type: "unknown" } };
      return { type: "object", fields: Object.fromEntries(Object.entries(value).map(([name, member]) => [name, literalType(member)])) };
  }
}

function isList(value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] {
  return Array.isArray(value);
}
