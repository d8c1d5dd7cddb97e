import { parseDuration } from "../../../schema/words/quantities.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * Backoff order
 *
 * The longest wait between attempts is not shorter than the first.
 */
export const backoffOrder = defineStepRule({
  code: "check/backoff-order",
  severity: "error",
  law: true,
  message: message`Step "${"step"}" waits ${"initial"} before its first retry, but never longer than ${"max"}.`,
  why: "The two contradict each other, and engines differ in which of them they follow.",
  help: message`Write a \`max\` of at least "${"initial"}".`,
  *find(step) {
    const { initial, max } = step.retry?.backoff ?? {};
    if (initial === undefined || max === undefined) return;
    const [first, longest] = [parseDuration(initial), parseDuration(max)];
    if (first === undefined || longest === undefined || longest >= first) return;
    const at = ofNode(step, "retry", "backoff", "max");
    const fixes: Fix[] = [{ title: `Write "${initial}"`, safety: "review", edits: [{ at, text: JSON.stringify(initial) }] }];
    yield { at, values: { step: step.name, initial, max }, extra: { fixes } };
  },
});
