import { withOperands } from "../../schema/values/expression.ts";
import { dependenciesOf } from "../dependencies/dependencies.ts";
import { ordered } from "../dependencies/order.ts";
import type { Anchor, Diagnostic } from "../diagnostics/diagnostic.ts";
import { definitionId, type Flow, isStep, type Node } from "../program.ts";
import { afterAt } from "./after-at.ts";
import { capital, sayNode } from "./say.ts";
import { cycle } from "./value-diagnostics.ts";

/**
 * Steps that wait for each other
 *
 * A value exists only once its step was described, so that they can only come about where an `otherwise` is described later than its `when`.
 */
export function circleProblems(flow: Flow): readonly Diagnostic[] {
  if (!hasLateBody(flow)) return [];
  const { needs } = dependenciesOf(flow);
  const diagnostics: Diagnostic[] = [];
  for (const { nodes } of flow.bodies) {
    const [first, second] = ordered(nodes, needs).circle.map((id) => flow.nodes[id]);
    if (first === undefined || second === undefined) continue;
    const values = { step: capital(sayNode(first)), other: sayNode(second) };
    const related = [first, second].map((node) => ({
      message: `${capital(sayNode(node))} is here.`,
      at: { calls: node.calls, path: [] },
    }));
    diagnostics.push(cycle.at(closingUse(flow, first, second), values, { definition: definitionId(flow), related }));
  }
  return diagnostics;
}

/** Where something inside `node` waits for `other`, which was made later than `node`: the use that closes the circle. */
function closingUse(flow: Flow, node: Node, other: Node): Anchor {
  const isIn = (id: number, owner: Node): boolean => {
    for (let at: Node | undefined = flow.nodes[id]; at !== undefined; at = flow.nodes[flow.bodies[at.body]?.owner ?? -1])
      if (at.id === owner.id) return true;
    return false;
  };
  for (const inner of flow.nodes) {
    if (!isIn(inner.id, node)) continue;
    const after = inner.after.findIndex((awaited) => isIn(awaited.node, other));
    if (after >= 0) return { calls: inner.calls, path: [afterAt(inner), "after", after] };
    for (const [name, source] of Object.entries(isStep(inner) ? inner.inputs : {}))
      for (const used of withOperands(source))
        if (used.op === "output" && isIn(used.node, other)) return { calls: inner.calls, path: [1, "inputs", name] };
  }
  return { calls: node.calls, path: [] };
}

/** Whether some node was described after a later node of an enclosing body. */
function hasLateBody({ nodes, bodies }: Flow): boolean {
  const open: number[] = [];
  for (const { id, body } of nodes) {
    const owner = bodies[body]?.owner ?? -1;
    while (open.length > 0 && open.at(-1) !== owner) open.pop();
    if (owner >= 0 && open.length === 0) return true;
    open.push(id);
  }
  return false;
}
