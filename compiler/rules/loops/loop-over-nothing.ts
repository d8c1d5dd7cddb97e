import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { knownLength } from "./known-length.ts";

/**
 * Loop over nothing
 *
 * A loop over a list that stands in the definition has at least one item.
 */
export const loopOverNothing = defineFlowRule({
  code: "check/loop-over-nothing",
  severity: "warning",
  message: message`Loop "${"loop"}" runs over a list that is always empty.`,
  why: "Its body never runs, and what it gathers is always empty.",
  help: message`Add an item, or remove the loop. If the list comes from \`config()\`, look at the file.`,
  *find(flow) {
    for (const node of flow.nodes)
      if (node.kind === "forEach" && knownLength(node.items) === 0)
        yield { at: { calls: node.calls, path: [1] }, values: { loop: node.name } };
  },
});
