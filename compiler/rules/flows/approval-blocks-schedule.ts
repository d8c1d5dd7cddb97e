import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofDefinition, ofName } from "../rule.ts";

/**
 * Approval blocks schedule
 *
 * In a scheduled flow of which one run at a time is allowed, an approval expires.
 */
export const approvalBlocksSchedule = defineFlowRule({
  code: "check/approval-blocks-schedule",
  severity: "warning",
  needs: ["timeout"],
  message: message`Approval "${"approval"}" never expires, and flow "${"flow"}" leaves out scheduled runs while one is under way.`,
  why: "Until somebody answers, no further scheduled run starts.",
  help: message`Write \`expires: "12h"\` or the like, or a timeout for the flow.`,
  *find(flow) {
    const schedule = flow.schedules.findIndex(({ concurrency }) => concurrency === "forbid");
    if (schedule < 0 || flow.timeout !== undefined) return;
    for (const node of flow.nodes)
      if (node.kind === "approval" && node.expires === undefined && !node.unknown.includes("expires"))
        yield {
          at: ofName(node),
          values: { approval: node.name, flow: flow.name },
          extra: { related: [{ message: "The schedule is here.", at: ofDefinition(flow, "schedule") }] },
        };
  },
});
