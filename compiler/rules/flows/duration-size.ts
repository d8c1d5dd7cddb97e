import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { durationsOf } from "../walk/durations.ts";

const mostDays = 24_855;

/**
 * Duration size
 *
 * A duration is at most 24,855 days.
 *
 * Source: Kubernetes and Argo Workflows keep seconds as whole numbers of 32 bits, which end at 2,147,483,647
 */
export const durationSize = defineFlowRule({
  code: "check/duration-size",
  severity: "error",
  law: true,
  message: message`${"what"} is "${"found"}", where at most "${"most"}d" is expected.`,
  why: "Engines keep seconds as whole numbers of 32 bits, and refuse or wrap around what is larger.",
  help: message`Leave it out where no bound is meant.`,
  *find(flow) {
    for (const { said, text, milliseconds, at } of durationsOf(flow))
      if (milliseconds > mostDays * 86_400_000) yield { at, values: { what: said, found: text, most: mostDays } };
  },
});
