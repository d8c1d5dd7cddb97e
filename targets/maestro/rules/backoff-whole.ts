import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { parseDuration } from "../../../schema/words/quantities.ts";
import { stepsOf } from "../../steps-of.ts";
import { definePlanRule } from "./maestro-rule.ts";

/**
 * Backoff whole
 *
 * Waits between attempts are whole seconds, from 1 to 86,400, and grow by a whole factor.
 *
 * Source: maestro abdbdad, RetryPolicyParser, MaestroTask.initializeStepRetry
 */
export const backoffWhole = definePlanRule({
  code: "maestro/backoff-whole",
  severity: "error",
  message: message`Step "${"step"}" has a backoff in which ${"problem"}.`,
  why: "Maestro reads whole seconds and whole factors; where it cannot read a policy it silently takes its own, of two attempts more.",
  help: message`Write whole seconds from "1s" to "24h", and a whole factor such as 2.`,
  *find({ plan }) {
    for (const { node, retry } of stepsOf(plan)) {
      const { backoff, limit } = retry;
      if (backoff === undefined || limit === 0) continue;
      const { initial, factor, max } = backoff;
      if (!isWhole(initial))
        yield { at: ofNode(node, "retry", "backoff", "initial"), values: { step: node.name, problem: `the first wait is "${initial}"` } };
      if (max !== undefined && !isWhole(max))
        yield { at: ofNode(node, "retry", "backoff", "max"), values: { step: node.name, problem: `the longest wait is "${max}"` } };
      if (!Number.isInteger(factor))
        yield { at: ofNode(node, "retry", "backoff", "factor"), values: { step: node.name, problem: `the factor is ${factor}` } };
      else if (max === undefined && isWhole(initial) && ((parseDuration(initial) ?? 0) / 1000) * factor ** (limit - 1) > 86_400)
        yield { at: ofNode(node, "retry", "backoff"), values: { step: node.name, problem: "the last wait is more than 24 hours" } };
    }
  },
});

function isWhole(duration: string): boolean {
  const seconds = (parseDuration(duration) ?? 0) / 1000;
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= 86_400;
}
