import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofNode } from "../rule.ts";

const most = 1000;

/**
 * Repeat max
 *
 * A `repeatUntil` has from 1 to 1,000 rounds.
 *
 * See docs/meaning.md, rule 15
 */
export const repeatMax = defineFlowRule({
  code: "check/repeat-max",
  severity: "error",
  law: true,
  message: message`Loop "${"loop"}" has at most ${"max"} rounds, where a whole number from 1 to ${"most"} is expected.`,
  why: "The body runs at least once, and every round stays in the run's record.",
  help: message`Write a \`max\` that the work can need, and let the body do more a round.`,
  *find(flow) {
    for (const node of flow.nodes) {
      if (node.kind !== "repeatUntil" || (Number.isInteger(node.max) && node.max >= 1 && node.max <= most)) continue;
      yield { at: ofNode(node, "max"), values: { loop: node.name, max: node.max, most } };
    }
  },
});
