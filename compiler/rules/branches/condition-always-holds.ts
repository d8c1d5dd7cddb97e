import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { outcomes } from "./reachable.ts";

/**
 * Condition always holds
 *
 * A branch decides something: a lone `when` is not always taken, and a `match` has more than one member.
 */
export const conditionAlwaysHolds = defineFlowRule({
  code: "check/condition-always-holds",
  severity: "warning",
  message: message`${"branch"} in flow "${"flow"}" is always taken: ${"reason"}.`,
  why: "The condition decides nothing. Often another comparison was meant.",
  help: message`Correct the condition, or write the steps without the branch.`,
  *find(flow) {
    for (const branch of flow.nodes) {
      if (branch.kind !== "branch") continue;
      const [first, ...others] = branch.cases;
      if (first?.test === undefined || first.test === null || others.length > 0) continue;
      const { flow: name, at } = { flow: flow.name, at: { calls: branch.calls, path: [0] } };
      if (branch.style === "match")
        yield { at, values: { flow: name, branch: "A `match`", reason: `"${first.member}" is the only member of the enum` } };
      else if (!outcomes(flow, first.test).canFail)
        yield { at, values: { flow: name, branch: "A `when`", reason: "every value makes its condition hold" } };
    }
  },
});
