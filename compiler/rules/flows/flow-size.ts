import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofName } from "../rule.ts";

const most = 10_000;

/**
 * Flow size
 *
 * A flow has at most 10,000 steps, loops and branches.
 */
export const flowSize = defineFlowRule({
  code: "check/flow-size",
  severity: "error",
  law: true,
  message: message`Flow "${"flow"}" has ${"nodes"} steps, loops and branches, where at most ${"most"} fit.`,
  why: "Engines keep the whole graph of a run in one object of about a megabyte.",
  help: message`Write \`forEach\` over a list, which is one step in the graph, or split the flow and \`call\` its parts.`,
  *find(flow) {
    if (flow.nodes.length > most) yield { at: ofName(flow), values: { flow: flow.name, nodes: flow.nodes.length, most } };
  },
});
