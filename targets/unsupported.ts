import { message } from "../compiler/diagnostics/message.ts";
import { constructUses } from "./construct-uses.ts";
import type { Supports } from "./target.ts";
import { type PlanChecked, ruleMaker, type TargetRule } from "./target-rule.ts";

/** The rule that refuses every construct that a target says it lacks, at the field that asks for it. Its page lies in the target's folder. */
export function unsupported({
  code,
  title,
  supports,
}: {
  readonly code: string;
  readonly title: string;
  readonly supports: Supports;
}): TargetRule<PlanChecked> {
  return ruleMaker<PlanChecked>()({
    code,
    severity: "error",
    message: message`${"subject"} has ${"what"}, which ${"title"} cannot run as it is meant.`,
    *find({ plan }) {
      for (const { construct, at, subject, what } of constructUses(plan)) {
        const support = supports[construct];
        if (support !== true) yield { at, values: { subject, what, title }, extra: { why: support.refused, help: support.instead } };
      }
    },
  });
}
