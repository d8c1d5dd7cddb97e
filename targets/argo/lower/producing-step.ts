import { resultAt } from "../../../compiler/link/type-of.ts";
import type { PlannedFlow } from "../../../compiler/plan.ts";
import { isFlowOf } from "../../../compiler/planning/plan-flow.ts";
import { isStep, type Step } from "../../../compiler/program.ts";
import { type Expression, operands } from "../../../schema/values/expression.ts";

/** The step that an artifact comes from, through branches, loops and calls; the first of those that a branch chooses among. */
export function producingStep(expression: Expression, { flow, called }: Pick<PlannedFlow, "flow" | "called">): Step | undefined {
  if (expression.op === "output") {
    const node = flow.nodes[expression.node];
    return node !== undefined && isStep(node) ? node : undefined;
  }
  if (expression.op === "result") {
    const call = flow.nodes[expression.call];
    const callee = call?.kind === "call" ? called.find((planned) => isFlowOf(planned.flow, call)) : undefined;
    const leaf = callee && resultAt(callee.flow.result, expression.path);
    return (
      callee && leaf && producingStep(leaf.expression, { flow: callee.flow, called: callee.called.length > 0 ? callee.called : called })
    );
  }
  for (const operand of operands(expression)) {
    const step = producingStep(operand, { flow, called });
    if (step !== undefined) return step;
  }
  return undefined;
}
