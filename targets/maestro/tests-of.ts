import type { PlannedBody, PlannedFlow } from "../../compiler/plan.ts";
import type { Branch, Flow, RepeatUntil } from "../../compiler/program.ts";
import type { Expression } from "../../schema/values/expression.ts";

/** A condition, and what decides by it. */
interface Test {
  readonly node: Branch | RepeatUntil;
  readonly test: Expression;
  readonly flow: Flow;
}

/** All conditions of a flow and of those that it calls. */
export function* testsOf(plan: PlannedFlow): Iterable<Test> {
  for (const { flow, body } of [plan, ...plan.called]) yield* inBody(body, flow);
}

function* inBody({ nodes }: PlannedBody, flow: Flow): Iterable<Test> {
  for (const node of nodes) {
    if (node.kind === "repeatUntil") yield { node: node.node, test: node.node.until, flow };
    if (node.kind === "forEach" || node.kind === "repeatUntil") yield* inBody(node.body, flow);
    if (node.kind !== "branch") continue;
    for (const { test, body } of node.cases) {
      yield { node: node.node, test, flow };
      yield* inBody(body, flow);
    }
  }
}
