import { dependenciesOf } from "../dependencies/dependencies.ts";
import { ordered } from "../dependencies/order.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { definitionId, type Flow } from "../program.ts";
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
    const related = [{ message: `${capital(sayNode(second))} is here.`, at: { calls: second.calls, path: [] } }];
    diagnostics.push(cycle.at({ calls: first.calls, path: [] }, values, { definition: definitionId(flow), related }));
  }
  return diagnostics;
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
