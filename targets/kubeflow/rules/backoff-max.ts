import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { parseDuration } from "../../../schema/words/quantities.ts";
import { stepsOf } from "../../steps-of.ts";
import { definePlanRule } from "./kubeflow-rule.ts";

/**
 * Backoff max
 *
 * No wait between attempts would be longer than the `max` of its backoff.
 *
 * Source: argo-workflows v4.0.5, workflow/controller/operator.go (processNodeRetries)
 */
export const backoffMax = definePlanRule({
  code: "kubeflow/backoff-max",
  severity: "error",
  message: message`Step "${"step"}" would wait ${"wait"} s before its last attempt, where its backoff says at most ${"max"}.`,
  why: "What the backend calls the longest backoff is a bound on all attempts together: a step that runs longer would never be repeated.",
  help: message`Leave \`max\` out, or use a lower \`limit\`, \`factor\` or \`initial\` so that no wait reaches it.`,
  *find({ plan }) {
    for (const { node, retry } of stepsOf(plan)) {
      const { limit, backoff } = retry;
      const max = backoff?.max === undefined ? undefined : parseDuration(backoff.max);
      const initial = backoff && parseDuration(backoff.initial);
      if (limit === 0 || backoff?.max === undefined || max === undefined || initial === undefined) continue;
      const wait = initial * backoff.factor ** (limit - 1);
      if (wait > max)
        yield { at: ofNode(node, "retry", "backoff", "max"), values: { step: node.name, wait: wait / 1000, max: backoff.max } };
    }
  },
});
