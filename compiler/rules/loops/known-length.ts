import type { Expression } from "../../../schema/values/expression.ts";

/** How many items a list has, where the definition says it: a literal list, or `range` of a literal. */
export function knownLength(items: Expression): number | undefined {
  if (items.op === "literal") return Array.isArray(items.value) ? items.value.length : undefined;
  if (items.op !== "range" || items.count.op !== "literal" || typeof items.count.value !== "number") return undefined;
  return Math.max(0, items.count.value);
}
