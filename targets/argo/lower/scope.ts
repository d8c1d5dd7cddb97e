/** What a template knows: the values and artifacts that its text may name. */
import type { Expression } from "../../../schema/values/expression.ts";
import { expressionKey } from "../../expression-key.ts";
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
