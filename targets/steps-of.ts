import type { PlannedBody, PlannedFlow, PlannedNode, PlannedStep } from "../compiler/plan.ts";
import type { Flow } from "../compiler/program.ts";

/** A step of the flow or of one that it calls, with the flow in which it is defined. */
export interface StepIn extends PlannedStep {
  readonly flow: Flow;
}

/** All steps that become templates, handlers too. */
export function* stepsOf(plan: PlannedFlow): Iterable<StepIn> {
  for (const { flow, body, onExit, onFailure } of [plan, ...plan.called]) {
    for (const step of [...inBody(body), ...(onFailure === undefined ? [] : [onFailure]), ...(onExit === undefined ? [] : [onExit])])
      yield { ...step, flow };
  }
}

function* inBody({ nodes }: PlannedBody): Iterable<PlannedStep> {
  for (const node of nodes) yield* inNode(node);
}

function* inNode(node: PlannedNode): Iterable<PlannedStep> {
  switch (node.kind) {
    case "step":
      yield node;
      return;
    case "forEach":
    case "repeatUntil":
      yield* inBody(node.body);
      return;
    case "branch":
      for (const { body } of node.cases) yield* inBody(body);
      return;
    default:
  }
}
