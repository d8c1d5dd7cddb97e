import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { stepsOf } from "../../steps-of.ts";
import { definePlanRule } from "./maestro-rule.ts";

/**
 * Retry limit
 *
 * A step has at most 99 retries.
 */
export const retryLimit = definePlanRule({
  code: "maestro/retry-limit",
  severity: "error",
  message: message`Step "${"step"}" has ${"limit"} retries, where Maestro takes at most 99.`,
  why: "Where Maestro cannot read a policy when the step runs, it silently takes its own.",
  help: message`Write at most 99.`,
  *find({ plan }) {
    for (const { node, retry } of stepsOf(plan))
      if (retry.limit > 99) yield { at: ofNode(node, "retry", "limit"), values: { step: node.name, limit: retry.limit } };
  },
});
