import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

const most = 100;

/**
 * Retry limit
 *
 * A retry has a whole number of further attempts, from 0 to 100.
 */
export const retryLimit = defineStepRule({
  code: "check/retry-limit",
  severity: "error",
  law: true,
  message: message`Step "${"step"}" has a retry limit of ${"limit"}, where a whole number from 0 to ${"most"} is expected.`,
  why: "Each attempt is a pod and an entry in the run's record; what failed a hundred times will not succeed by itself.",
  help: message`Write a small limit and let \`backoff\` spread the attempts, as in \`retry: { limit: 5, backoff: { initial: "1m", factor: 2, max: "1h" } }\`.`,
  *find(step) {
    const limit = step.retry?.limit;
    if (limit === undefined || (Number.isInteger(limit) && limit >= 0 && limit <= most)) return;
    yield { at: ofNode(step, "retry", "limit"), values: { step: step.name, limit, most } };
  },
});
