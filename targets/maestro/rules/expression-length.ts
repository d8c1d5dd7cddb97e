import { message } from "../../../compiler/diagnostics/message.ts";
import { ofName } from "../../../compiler/rules/rule.ts";
import type { Param, WrappedStep } from "../schema.ts";
import { defineRequestRule } from "./maestro-rule.ts";

/**
 * Expression length
 *
 * An expression has fewer than 10,000 characters.
 *
 * Source: maestro abdbdad, application.yml: sel.length-limit
 */
export const expressionLength = defineRequestRule({
  code: "maestro/expression-length",
  severity: "error",
  message: message`Flow "${"flow"}" needs an expression of ${"length"} characters in the step "${"step"}", where Maestro takes fewer than 10,000.`,
  why: "Maestro accepts the workflow and fails the step.",
  help: message`Let a step put the values together, and use its output.`,
  *find({ plan, documents }) {
    for (const { step, expression } of expressionsOf(documents.workflow.steps))
      if (expression.length >= 10_000) yield { at: ofName(plan.flow), values: { flow: plan.flow.name, length: expression.length, step } };
  },
});

function* expressionsOf(steps: readonly WrappedStep[]): Iterable<{ readonly step: string; readonly expression: string }> {
  for (const wrapped of steps) {
    const step = "step" in wrapped ? wrapped.step : wrapped.foreach;
    for (const condition of Object.values(step.transition.successors ?? {})) yield { step: step.name, expression: condition };
    for (const param of Object.values(step.params ?? {})) for (const expression of ofParam(param)) yield { step: step.name, expression };
    if ("foreach" in wrapped) yield* expressionsOf(wrapped.foreach.steps);
  }
}

function ofParam(param: Param): readonly string[] {
  if ("expression" in param) return [param.expression];
  return param.type === "MAP" ? Object.values(param.value).flatMap(ofParam) : [];
}
