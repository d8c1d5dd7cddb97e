import type { PlannedFlow } from "../compiler/plan.ts";
import type { RunField } from "../schema/values/expression.ts";
import { visitExpressions } from "./visit-expressions.ts";

/** Whether something in a flow, or in one that it calls, asks the run for a value. */
export function usesOfRun(plan: PlannedFlow, field: RunField): boolean {
  let asks = false;
  for (const { body, onExit, onFailure } of [plan, ...plan.called])
    visitExpressions([body, onExit, onFailure], (expression) => {
      asks ||= expression.op === "run" && expression.field === field;
    });
  return asks;
}
