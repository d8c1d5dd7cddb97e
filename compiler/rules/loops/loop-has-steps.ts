import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofName } from "../rule.ts";

/**
 * Loop has steps
 *
 * The body of a loop has at least one step.
 *
 * The body of a branch may be empty: `match` asks for one a member, and for some of them there may be nothing to do.
 */
export const loopHasSteps = defineFlowRule({
  code: "check/loop-has-steps",
  severity: "error",
  law: true,
  message: message`The body of loop "${"loop"}" has no steps.`,
  why: "There is nothing to repeat, and engines refuse a graph without a node.",
  help: message`Add a step to the body, or remove the loop.`,
  *find(flow) {
    for (const node of flow.nodes) {
      if (node.kind !== "forEach" && node.kind !== "repeatUntil") continue;
      if (flow.bodies[node.runs]?.nodes.length === 0) yield { at: ofName(node), values: { loop: node.name } };
    }
  },
});
