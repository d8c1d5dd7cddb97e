import type { Node } from "../program.ts";

/** The number of the argument in which a node's `after` stands. */
export function afterAt({ kind }: Pick<Node, "kind">): number {
  return kind === "call" ? 3 : kind === "forEach" ? 2 : 1;
}
