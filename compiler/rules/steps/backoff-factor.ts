import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

const most = 100;

/**
 * Backoff factor
 *
 * Waits between attempts grow or stay: their factor is from 1 to 100.
 */
export const backoffFactor = defineStepRule({
  code: "check/backoff-factor",
  severity: "error",
  law: true,
  message: message`Step "${"step"}" has a backoff factor of ${"factor"}, where a number from 1 to ${"most"} is expected.`,
  why: "A factor below 1 makes the waits shorter each time, until a failing step is repeated without a pause.",
  help: message`Write 1 for equal waits, or 2 to double them.`,
  *find(step) {
    const factor = step.retry?.backoff?.factor;
    if (factor === undefined || (factor >= 1 && factor <= most)) return;
    yield { at: ofNode(step, "retry", "backoff", "factor"), values: { step: step.name, factor, most } };
  },
});
