import { message } from "../compiler/diagnostics/message.ts";
import { ofNode } from "../compiler/rules/rule.ts";
import { uncheckable } from "../compiler/shell/type-checks.ts";
import { stepsOf } from "./steps-of.ts";
import { type PlanChecked, ruleMaker, type TargetRule } from "./target-rule.ts";

/**
 * The rule that what the type of an output says can be checked by a shell, for engines that do not check it themselves
 *
 * `engine` is what the message calls it, `why` what it does with a wrong text. Its page lies in the target's folder.
 */
export function outputUnchecked({
  code,
  engine,
  why,
}: {
  readonly code: string;
  readonly engine: string;
  readonly why: string;
}): TargetRule<PlanChecked> {
  return ruleMaker<PlanChecked>()({
    code,
    severity: "error",
    message: message`Output "${"output"}" of step "${"step"}" has ${"what"}, which cannot be checked on ${"engine"}.`,
    why,
    help: message`Let the command check it and declare the output without, or use an enum, a format or lengths.`,
    *find({ plan }) {
      for (const { node } of stepsOf(plan)) {
        for (const [output, type] of Object.entries(node.outputs)) {
          const what = uncheckable(type);
          if (what !== undefined) yield { at: ofNode(node, "outputs", output), values: { output, step: node.name, what, engine } };
        }
      }
    },
  });
}
