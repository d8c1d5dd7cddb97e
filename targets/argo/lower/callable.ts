/** Templates as whoever calls them sees them. */
import type { Expression } from "../../../schema/values/expression.ts";
import type { Rendered } from "./render.ts";
import type { Scope } from "./scope.ts";

/** What a template is given by whoever calls it. */
export type Take =
  | { readonly name: string; readonly kind: "value" | "artifact"; readonly expression: Expression }
  | { readonly name: string; readonly kind: "rendered"; readonly value: (caller: Scope) => Rendered };

/** A template, as whoever calls it sees it. */
export interface Callable {
  readonly template: string;
  readonly takes: readonly Take[];
  /** What it hands out, by expression; names are those of its outputs. */
  readonly gives: readonly Given[];
}

export interface Given {
  readonly expression: Expression;
  readonly name: string;
  readonly type: Rendered["type"];
  readonly artifact: boolean;
  /** What the expression is, where the output alone does not say it. */
  readonly within?: (output: Rendered) => Rendered;
}
