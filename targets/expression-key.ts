import type { Expression } from "../schema/values/expression.ts";

/** The same text for the same expression, wherever in the definition it stands. */
export function expressionKey(expression: Expression): string {
  switch (expression.op) {
    // These are most of what is asked for.
    case "param":
    case "input":
      return `${expression.op} ${expression.name}`;
    case "output":
      return `output ${expression.node} ${expression.name}`;
    case "item":
      return `item ${expression.loop}`;
    case "field":
      return `field ${JSON.stringify(expression.name)} of ${expressionKey(expression.of)}`;
    case "run":
      return `run ${expression.field}`;
    default:
      return sortedJson(expression);
  }
}

/** JSON with its keys sorted, without places. */
function sortedJson(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return value === undefined ? "null" : String(value);
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(",")}]`;
  const members = value as Readonly<Record<string, unknown>>;
  let text = "";
  for (const name of Object.keys(members).sort()) {
    const member = members[name];
    if (name === "calls" || member === undefined) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(name)}:${sortedJson(member)}`;
  }
  return `{${text}}`;
}
