import { parseDuration } from "../../../schema/words/quantities.ts";
import { message } from "../../diagnostics/message.ts";
import { ofDefinition, ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * Step timeout within flow
 *
 * A step's timeout is not longer than its flow's.
 *
 * Handlers run after the flow's timeout, so theirs may be.
 */
export const stepTimeoutWithinFlow = defineStepRule({
  code: "check/step-timeout-within-flow",
  severity: "warning",
  message: message`Step "${"step"}" may run for ${"timeout"}, but flow "${"flow"}" is stopped after ${"bound"}.`,
  why: "The flow's timeout always comes first, so the step's never acts, and no retry follows it.",
  help: message`Write less than "${"bound"}" here, or give the flow more.`,
  *find(step, flow) {
    if (step.timeout === undefined || flow.timeout === undefined || step.kind === "onExit" || step.kind === "onFailure") return;
    const [own, whole] = [parseDuration(step.timeout), parseDuration(flow.timeout)];
    if (own === undefined || whole === undefined || own <= whole) return;
    yield {
      at: ofNode(step, "timeout"),
      values: { step: step.name, timeout: step.timeout, flow: flow.name, bound: flow.timeout },
      extra: { related: [{ message: "The flow's timeout is here.", at: ofDefinition(flow, "timeout") }] },
    };
  },
});
