import { commonType } from "./common-type.ts";
import { typeOf } from "./expression-of.ts";
import type { ValueType } from "./value-type.ts";

/** The type of data that is written in a definition, references in it included; `unknown` for null, for lists of unlike members, and for whatever holds such. */
export function literalType(value: unknown): ValueType {
  const type = typeOf(value);
  if (type !== undefined) return type;
  switch (typeof value) {
    case "string":
      return { type: "string" };
    case "number":
      return { type: Number.isSafeInteger(value) ? "integer" : "number" };
    case "boolean":
      return { type: "boolean" };
    case "object":
      if (value === null) return { type: "unknown" };
      if (Array.isArray(value)) return { type: "list", item: commonType(value.map(literalType)) ?? { type: "unknown" } };
      return { type: "object", fields: Object.fromEntries(Object.entries(value).map(([name, member]) => [name, literalType(member)])) };
    default:
      return { type: "unknown" };
  }
}
