import type { Json } from "../../schema/record.ts";
import type { Expression } from "../../schema/values/expression.ts";
import { isExpressionRecord } from "../../schema/values/record.ts";

/** The first value of the run that written data holds somewhere inside, or undefined. */
export function nestedReference(value: Json): Expression | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if ("op" in value && isExpressionRecord(value)) return value;
  for (const member of Object.values(value)) {
    const found = nestedReference(member);
    if (found !== undefined) return found;
  }
  return undefined;
}
