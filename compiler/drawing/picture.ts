/**
 * A picture, before it is written as DOT or Mermaid
 *
 * Boxes in groups, and edges between boxes or whole groups. Texts are as a person reads them; the writers escape them. Ids are our own (`n3`, `g3`): nothing
 * that a user wrote is ever part of the syntax.
 */

export interface Picture {
  readonly title: string;
  /** Lines under the title. */
  readonly lines: readonly string[];
  readonly items: readonly Item[];
  readonly edges: readonly Edge[];
}

export type Item = Box | Group;

export type BoxLook = "step" | "script" | "spark" | "approval" | "call" | "choice" | "handler" | "nothing" | "flow" | "pool";

export interface Box {
  readonly id: string;
  readonly look: BoxLook;
  readonly name: string;
  /** Further lines, smaller. */
  readonly notes: readonly string[];
  /** A line that stands out: "8 × h100". */
  readonly badge?: string;
  readonly tooltip: string;
}

/** `loop` is drawn as a stack; `case` is a body of a branch; `area` holds what belongs together. */
export type GroupLook = "loop" | "case" | "area";

export interface Group {
  readonly id: string;
  readonly look: GroupLook;
  readonly label: string;
  /** At least one: an empty body holds a box that says so. */
  readonly items: readonly Item[];
  readonly tooltip: string;
}

/**
 * `value` and `artifact` carry data, `order` only comes first, `choice` leads from a branch to one of its bodies, `use` says that one definition stands on another,
 * `unseen` only keeps its end below its beginning
 */
export type EdgeLook = "value" | "artifact" | "order" | "choice" | "use" | "unseen";

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly look: EdgeLook;
  readonly label?: string;
}

export function isGroup(item: Item): item is Group {
  return "items" in item;
}

/** The ids of all boxes in an item, in order. */
export function boxesIn(item: Item): readonly string[] {
  return isGroup(item) ? item.items.flatMap(boxesIn) : [item.id];
}
