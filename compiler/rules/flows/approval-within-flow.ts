import { parseDuration } from "../../../schema/words/quantities.ts";
import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofDefinition, ofNode } from "../rule.ts";

/**
 * Approval within flow
 *
 * An approval expires before its flow does.
 */
export const approvalWithinFlow = defineFlowRule({
  code: "check/approval-within-flow",
  severity: "warning",
  message: message`Approval "${"approval"}" waits for ${"expires"}, but flow "${"flow"}" is stopped after ${"bound"}.`,
  why: "The flow's timeout comes first: the run ends as timed out, never as rejected.",
  help: message`Write an \`expires\` of less than "${"bound"}", or give the flow more time.`,
  *find(flow) {
    const bound = flow.timeout === undefined ? undefined : parseDuration(flow.timeout);
    if (flow.timeout === undefined || bound === undefined) return;
    for (const node of flow.nodes) {
      if (node.kind !== "approval" || node.expires === undefined) continue;
      const expires = parseDuration(node.expires);
      if (expires === undefined || expires <= bound) continue;
      yield {
        at: ofNode(node, "expires"),
        values: { approval: node.name, expires: node.expires, flow: flow.name, bound: flow.timeout },
        extra: { related: [{ message: "The flow's timeout is here.", at: ofDefinition(flow, "timeout") }] },
      };
    }
  },
});
