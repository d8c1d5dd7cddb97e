import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { defineArgoRule } from "./argo-rule.ts";

/**
 * Repeat too deep
 *
 * A `repeatUntil` has at most 40 rounds.
 */
export const repeatTooDeep = defineArgoRule({
  code: "argo/repeat-too-deep",
  severity: "error",
  message: message`Loop "${"loop"}" may run ${"max"} rounds, where at most 40 are possible on Argo.`,
  why: "Each round is a template that calls itself, and Argo follows at most 100 calls.",
  help: message`Do several rounds in one step, or ask for at most 40.`,
  *find({ plan }) {
    for (const { nodes } of [plan.flow, ...plan.called.map(({ flow }) => flow)]) {
      for (const node of nodes)
        if (node.kind === "repeatUntil" && node.max > 40) yield { at: ofNode(node, "max"), values: { loop: node.name, max: node.max } };
    }
  },
});
