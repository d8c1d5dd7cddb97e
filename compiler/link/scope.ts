/** Which values a body sees: those of its own nodes, and of the bodies that enclose it. */
import type { Flow } from "../program.ts";

export type Tree = Pick<Flow, "nodes" | "bodies">;

/** Whether what belongs to body `home` may be used in `body`. */
export function isVisible(tree: Tree, home: number, body: number): boolean {
  for (const enclosing of enclosingBodies(tree, body)) if (enclosing === home) return true;
  return false;
}

/** A body and those around it, innermost first; the last is the flow's own. */
export function* enclosingBodies({ nodes, bodies }: Tree, body: number): Iterable<number> {
  let at: number | undefined = body;
  while (at !== undefined) {
    yield at;
    const owner: number = bodies[at]?.owner ?? -1;
    at = owner < 0 ? undefined : nodes[owner]?.body;
  }
}

/** Whether a body belongs to a node, or to one inside it: it cannot wait for that node. */
export function isInside(tree: Tree, body: number, node: number): boolean {
  for (const enclosing of enclosingBodies(tree, body)) if (tree.bodies[enclosing]?.owner === node) return true;
  return false;
}

/** The outermost loop or branch that encloses `home` and not `body`: what a value of `home` would have to leave. */
export function ownerToLeave(tree: Tree, home: number, body: number): number | undefined {
  let found: number | undefined;
  for (const enclosing of enclosingBodies(tree, home)) {
    if (isVisible(tree, enclosing, body)) break;
    found = tree.bodies[enclosing]?.owner;
  }
  return found;
}
