import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { loopsOf } from "../loops-of.ts";
import { definePlanRule } from "./maestro-rule.ts";

/**
 * Loop parallelism
 *
 * A loop has at most 500 iterations at a time.
 */
export const loopParallelism = definePlanRule({
  code: "maestro/loop-parallelism",
  severity: "error",
  message: message`Loop "${"loop"}" has the parallelism ${"parallelism"}, where Maestro takes at most 500.`,
  why: "Maestro refuses the workflow.",
  help: message`Write at most 500.`,
  *find({ plan }) {
    for (const { node } of loopsOf(plan))
      if (node.parallelism > 500) yield { at: ofNode(node, "parallelism"), values: { loop: node.name, parallelism: node.parallelism } };
  },
});
