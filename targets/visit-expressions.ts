import type { Expression } from "../schema/values/expression.ts";

/** Calls `visit` with all expressions anywhere in a part of a plan, outermost first. */
export function visitExpressions(part: unknown, visit: (expression: Expression) => void): void {
  if (typeof part !== "object" || part === null) return;
  if ("op" in part && typeof part.op === "string") visit(part as Expression);
  // A loop over names makes no list of them; plain data inherits none.
  // What a body returns is its exports, where something uses it.
  for (const name in part)
    if (name !== "calls" && name !== "result") visitExpressions((part as Readonly<Record<string, unknown>>)[name], visit);
}
