import { message } from "../../diagnostics/message.ts";
import { outcomes } from "../branches/reachable.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofNode } from "../rule.ts";

/**
 * Until constant
 *
 * The condition that ends a `repeatUntil` can hold, and can fail to.
 *
 * See docs/meaning.md, rule 15
 */
export const untilConstant = defineFlowRule({
  code: "check/until-constant",
  severity: "warning",
  message: message`The \`until\` of loop "${"loop"}" ${"found"}.`,
  why: "A loop whose condition never holds fails after its last round; one whose condition always holds runs once.",
  help: message`Correct the condition.`,
  *find(flow) {
    for (const node of flow.nodes) {
      if (node.kind !== "repeatUntil") continue;
      const { canHold, canFail } = outcomes(flow, node.until);
      if (canHold && canFail) continue;
      yield { at: ofNode(node, "until"), values: { loop: node.name, found: canHold ? "always holds" : "never holds" } };
    }
  },
});
