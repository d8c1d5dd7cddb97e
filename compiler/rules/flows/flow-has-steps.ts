import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofName } from "../rule.ts";

/**
 * Flow has steps
 *
 * A flow has at least one step, besides its handlers.
 */
export const flowHasSteps = defineFlowRule({
  code: "check/flow-has-steps",
  severity: "error",
  law: true,
  message: message`Flow "${"flow"}" has no steps.`,
  why: "Engines refuse a graph without a node.",
  help: message`Add a step, or remove the flow. If its steps are made in a loop of JavaScript, the list may be empty here.`,
  *find(flow) {
    if (flow.nodes.some(({ kind }) => kind !== "onExit" && kind !== "onFailure" && kind !== "branch")) return;
    yield { at: ofName(flow), values: { flow: flow.name } };
  },
});
