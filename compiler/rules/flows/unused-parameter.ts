import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofDefinition } from "../rule.ts";
import { usesOf } from "../walk/expressions.ts";

/**
 * Unused parameter
 *
 * A parameter of a flow is used in it.
 */
export const unusedParameter = defineFlowRule({
  code: "check/unused-parameter",
  severity: "warning",
  message: message`Nothing in flow "${"flow"}" uses its parameter "${"param"}".`,
  why: "Whoever starts a run sets it in the belief that it changes something.",
  help: message`Use it, as in \`params.${"param"}\`, or remove it.`,
  *find(flow) {
    const used = usesOf(flow)?.params;
    if (used === undefined) return;
    for (const param of Object.keys(flow.params))
      if (!used.has(param)) yield { at: ofDefinition(flow, "params", param), values: { flow: flow.name, param } };
  },
});
