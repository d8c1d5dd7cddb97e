import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * Retry needs idempotent
 *
 * A step that is declared not to be idempotent is never repeated.
 *
 * See docs/meaning.md, rule 16
 */
export const retryNeedsIdempotent = defineStepRule({
  code: "check/retry-needs-idempotent",
  severity: "error",
  law: true,
  message: message`Step "${"step"}" says \`idempotent: false\` and has a retry of ${"limit"} more attempts.`,
  why: "A failed attempt may have done its work already; repeating it would do it twice.",
  help: message`Remove \`retry\`, or \`idempotent: false\` if the step may be repeated.`,
  *find(step) {
    if (step.idempotent || step.retry === undefined || step.retry.limit === 0) return;
    yield { at: ofNode(step, "retry"), values: { step: step.name, limit: step.retry.limit } };
  },
});
