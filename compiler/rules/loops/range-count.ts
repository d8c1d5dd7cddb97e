import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";

/**
 * Range count
 *
 * A range that stands in the definition has a whole number of items, from 0.
 */
export const rangeCount = defineFlowRule({
  code: "check/range-count",
  severity: "error",
  law: true,
  message: message`Loop "${"loop"}" runs over a range of ${"count"}, where a whole number from 0 is expected.`,
  why: "Engines differ in what they make of another number: none, one, or an error when the run is there.",
  help: message`Write how many times the body runs.`,
  *find(flow) {
    for (const node of flow.nodes) {
      if (node.kind !== "forEach" || node.items.op !== "range" || node.items.count.op !== "literal") continue;
      const { value } = node.items.count;
      if (typeof value !== "number" || (Number.isInteger(value) && value >= 0)) continue;
      yield { at: { calls: node.calls, path: [1] }, values: { loop: node.name, count: value } };
    }
  },
});
