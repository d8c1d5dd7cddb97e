import { parseDuration } from "../../../schema/words/quantities.ts";
import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

const day = 86_400_000;
const most = 7 * day;

/**
 * Backoff wait
 *
 * No wait between two attempts is longer than seven days.
 *
 * Engines keep a wait in 64-bit nanoseconds, which end at 292 years: thirty doublings of a minute are 2,041.
 */
export const backoffWait = defineStepRule({
  code: "check/backoff-wait",
  severity: "error",
  message: message`Step "${"step"}" would wait ${"wait"} before its last attempt, where at most 7 days are expected.`,
  why: "Waits grow with each attempt: some engines give up where the number grows too large, others wait for ever.",
  help: message`Write \`max\` in \`backoff\`, as in \`max: "1h"\`, or a lower limit.`,
  *find(step) {
    const { limit = 0, backoff } = step.retry ?? {};
    const initial = backoff && parseDuration(backoff.initial);
    if (backoff === undefined || initial === undefined || !(backoff.factor >= 1) || !(limit >= 1)) return;
    const bound = backoff.max === undefined ? Number.POSITIVE_INFINITY : parseDuration(backoff.max);
    if (bound === undefined || bound < initial) return;
    const wait = Math.min(initial * backoff.factor ** (limit - 1), bound);
    if (wait <= most) return;
    yield { at: ofNode(step, "retry", "backoff"), values: { step: step.name, wait: inWords(wait) } };
  },
});

function inWords(milliseconds: number): string {
  const days = milliseconds / day;
  return days > 365_000 ? "more than a thousand years" : days > 730 ? `${Math.floor(days / 365)} years` : `${Math.floor(days)} days`;
}
