/** A place in a flow where a value is used. */
import type { Anchor, Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Flow, Node, Step } from "../program.ts";

/** Its parts see different things: only a step's own command knows its paths, only a handler the status. */
export type Part = "command" | "environment" | "cacheKey" | "input" | "argument" | "items" | "test" | "until" | "result";

export interface Use {
  readonly flow: Flow;
  readonly part: Part;
  /** The body in which the value must be visible. */
  readonly body: number;
  /** Nodes from this one on are later than the user, but for those inside `within`, its own body. */
  readonly before: number;
  readonly within?: number;
  /** The user; undefined for what the flow itself returns. */
  readonly node: Node | undefined;
  /** The step in whose own command or environment it is used. */
  readonly step?: Step;
  readonly anchor: Anchor;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Told of values of which a mistake was reported already, perhaps outside the definition: it is broken all the same. */
  readonly spoiled: () => void;
}
