import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofDefinition } from "../rule.ts";

/**
 * Owner named
 *
 * A flow says whom to ask about it.
 */
export const ownerNamed = defineFlowRule({
  code: "check/owner-named",
  severity: "error",
  needs: ["owner"],
  message: message`Flow "${"flow"}" has an empty owner, where a team or an address is expected.`,
  why: "When a run fails at night, someone must be found who knows it.",
  help: message`Write a team or an address, as in \`owner: "growth-ml"\`.`,
  *find(flow) {
    if (flow.owner.trim() === "") yield { at: ofDefinition(flow, "owner"), values: { flow: flow.name } };
  },
});
