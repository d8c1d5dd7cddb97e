import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofDefinition } from "../rule.ts";
import { usesOf } from "../walk/expressions.ts";
import { isSound } from "../walk/is-sound.ts";

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
  looksBeyond: true,
  *find(flow, { plans }) {
    const used = usesOf(flow)?.params;
    if (used === undefined) return;
    const unused = Object.keys(flow.params).filter((param) => !used.has(param));
    if (unused.length === 0 || !isSound(flow, plans)) return;
    for (const param of unused) yield { at: ofDefinition(flow, "params", param), values: { flow: flow.name, param } };
  },
});
