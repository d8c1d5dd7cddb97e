import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { durationsOf } from "../walk/durations.ts";

/**
 * Timeout positive
 *
 * What bounds a run, a step, a wait or an age is at least one second.
 *
 * Source: Kubernetes, PodSpec.activeDeadlineSeconds is a whole number of seconds, at least 1
 */
export const timeoutPositive = defineFlowRule({
  code: "check/timeout-positive",
  severity: "error",
  law: true,
  message: message`${"what"} is "${"found"}", where at least "1s" is expected.`,
  why: "Engines count whole seconds: less is refused by one and taken as no bound by another.",
  help: message`Write a bound that the work can keep, or leave it out.`,
  *find(flow) {
    for (const { use, said, text, milliseconds, at } of durationsOf(flow))
      if (use === "bound" && milliseconds < 1000) yield { at, values: { what: said, found: text } };
  },
});
