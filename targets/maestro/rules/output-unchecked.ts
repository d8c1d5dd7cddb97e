import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { uncheckable } from "../../../compiler/shell/type-checks.ts";
import { stepsOf } from "../../steps-of.ts";
import { definePlanRule } from "./maestro-rule.ts";

/**
 * Output unchecked
 *
 * What the type of an output says can be checked by a shell.
 */
export const outputUnchecked = definePlanRule({
  code: "maestro/output-unchecked",
  severity: "error",
  message: message`Output "${"output"}" of step "${"step"}" has ${"what"}, which cannot be checked on Maestro.`,
  why: "Maestro takes any text; the check that is put around the command has only a shell.",
  help: message`Let the command check it and declare the output without, or use an enum, a format or lengths.`,
  *find({ plan }) {
    for (const { node } of stepsOf(plan)) {
      for (const [output, type] of Object.entries(node.outputs)) {
        const what = uncheckable(type);
        if (what !== undefined) yield { at: ofNode(node, "outputs", output), values: { output, step: node.name, what } };
      }
    }
  },
});
