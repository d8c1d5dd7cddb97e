import type { Json } from "../../schema/record.ts";

/** Members of expressions that are positions in the list of nodes. */
const positions = new Set(["node", "loop", "branch", "call"]);

/**
 * A copy of an expression, or of data with expressions in it, that means the same wherever its nodes stand
 *
 * Positions become names, and `calls` (where something was written) are left out.
 */
export function withNames(value: unknown, names: ReadonlyMap<number, string>): unknown {
  if (Array.isArray(value)) return value.map((member) => withNames(member, names));
  if (typeof value !== "object" || value === null) return value;
  const isExpression = "op" in value;
  // What a user wrote as data may have any members.
  if (isExpression && value.op === "literal") return value;
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    if (name === "calls" && isExpression) continue;
    copy[name] =
      isExpression && typeof member === "number" && positions.has(name) ? (names.get(member) ?? member) : withNames(member, names);
  }
  return copy as Json;
}
