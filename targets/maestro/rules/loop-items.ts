import { message } from "../../../compiler/diagnostics/message.ts";
import { loopsOf } from "../loops-of.ts";
import { definePlanRule } from "./maestro-rule.ts";

/**
 * Loop items
 *
 * A loop has at most 25,000 items.
 *
 * Source: maestro abdbdad, Constants.ITERATION_LIMIT
 */
export const loopItems = definePlanRule({
  code: "maestro/loop-items",
  severity: "error",
  message: message`Loop "${"loop"}" has ${"items"} items, where Maestro takes at most 25,000.`,
  why: "Maestro fails the step.",
  help: message`Loop over parts of the list, each with a loop of its own inside.`,
  *find({ plan }) {
    for (const { node } of loopsOf(plan)) {
      const { items } = node;
      const count =
        items.op === "range" && items.count.op === "literal"
          ? Number(items.count.value)
          : items.op === "literal" && Array.isArray(items.value)
            ? items.value.length
            : 0;
      if (count > 25_000) yield { at: { calls: node.calls, path: [1] }, values: { loop: node.name, items: count } };
    }
  },
});
