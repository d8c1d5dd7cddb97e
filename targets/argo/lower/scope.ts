/** What a template knows: the values and artifacts that its text may name. */
import type { Expression } from "../../../schema/values/expression.ts";
import type { Rendered } from "./render.ts";

export interface Scope {
  readonly values: Map<string, Rendered>;
  /** Artifacts by what they are; the text is that of `from`, without braces. */
  readonly artifacts: Map<string, string>;
  /** Where this scope is within loops, as text such as "00003/00001"; undefined outside loops. */
  readonly position: Rendered | undefined;
  /** What is known everywhere in the flow: its parameters, the run. */
  readonly everywhere: (expression: Expression) => Rendered | undefined;
}

/** An empty scope of the same flow. */
export function innerScope(outer: Scope, position: Rendered | undefined): Scope {
  return { values: new Map(), artifacts: new Map(), position, everywhere: outer.everywhere };
}

/** What an expression is known as, as a whole. */
export function seen(scope: Scope, expression: Expression): Rendered | undefined {
  return scope.values.get(expressionKey(expression)) ?? scope.everywhere(expression);
}

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
