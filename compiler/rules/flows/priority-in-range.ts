import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofDefinition } from "../rule.ts";

const most = 2_147_483_647;

/**
 * Priority in range
 *
 * A flow's priority is a whole number of 32 bits.
 *
 * Source: Argo Workflows v4.1.2, WorkflowSpec.priority is an int32
 */
export const priorityInRange = defineFlowRule({
  code: "check/priority-in-range",
  severity: "error",
  law: true,
  message: message`Flow "${"flow"}" has the priority ${"priority"}, where a whole number from -${"most"} to ${"most"} is expected.`,
  why: "Engines keep priorities as whole numbers of 32 bits and refuse others.",
  help: message`Write a small whole number; only the order between flows counts.`,
  *find(flow) {
    const { priority } = flow;
    if (priority === undefined || (Number.isInteger(priority) && Math.abs(priority) <= most)) return;
    yield { at: ofDefinition(flow, "priority"), values: { flow: flow.name, priority, most } };
  },
});
