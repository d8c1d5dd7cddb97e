import type { PlannedBody, PlannedFlow, PlannedForEach } from "../../compiler/plan.ts";

/** All loops over lists of a flow and of those that it calls. */
export function* loopsOf(plan: PlannedFlow): Iterable<PlannedForEach> {
  for (const { body } of [plan, ...plan.called]) yield* inBody(body);
}

function* inBody({ nodes }: PlannedBody): Iterable<PlannedForEach> {
  for (const node of nodes) {
    if (node.kind === "forEach") yield node;
    if (node.kind === "forEach" || node.kind === "repeatUntil") yield* inBody(node.body);
    if (node.kind === "branch") for (const { body } of node.cases) yield* inBody(body);
  }
}
