import type { Json } from "../../schema/record.ts";
import { isExpressionRecord } from "../../schema/values/record.ts";

/** Whether written data holds a value of the run somewhere inside. */
export function nestedReference(value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ("op" in value && isExpressionRecord(value)) return true;
  return Object.values(value).some(nestedReference);
}
