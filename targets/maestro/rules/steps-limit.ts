import { message } from "../../../compiler/diagnostics/message.ts";
import { ofName } from "../../../compiler/rules/rule.ts";
import type { WrappedStep } from "../schema.ts";
import { defineRequestRule } from "./maestro-rule.ts";

/**
 * Steps limit
 *
 * A workflow has at most 300 steps, those of loops and rounds included.
 *
 * Source: maestro abdbdad, WorkflowConstraint, Constants.STEP_LIST_SIZE_LIMIT
 */
export const stepsLimit = defineRequestRule({
  code: "maestro/steps-limit",
  severity: "error",
  message: message`Flow "${"flow"}" becomes ${"steps"} steps, where Maestro takes at most 300.`,
  why: "Branches, loops and calls need steps of their own, and each round of a `repeatUntil` is written out.",
  help: message`Split the flow, or repeat fewer rounds.`,
  *find({ plan, documents }) {
    const steps = countOf(documents.workflow.steps);
    if (steps > 300) yield { at: ofName(plan.flow), values: { flow: plan.flow.name, steps } };
  },
});

function countOf(steps: readonly WrappedStep[]): number {
  return steps.reduce((sum, step) => sum + 1 + ("foreach" in step ? countOf(step.foreach.steps) : 0), 0);
}
