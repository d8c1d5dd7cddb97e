import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { reachableCases } from "./reachable.ts";

/**
 * Unreachable branch
 *
 * Each body of a branch can run for some values of the types that its condition compares.
 *
 * A warning, because a bound that comes from \`config()\` may rule a body out in one environment on purpose.
 */
export const unreachableBranch = defineFlowRule({
  code: "check/unreachable-branch",
  severity: "warning",
  message: message`${"body"} of flow "${"flow"}" never runs: ${"reason"}.`,
  why: "Its steps are skipped in every run, and so is all that depends on them.",
  help: message`Correct the condition, or remove the body.`,
  *find(flow) {
    for (const branch of flow.nodes) {
      if (branch.kind !== "branch") continue;
      for (const [index, isReachable] of reachableCases(flow, branch).entries()) {
        if (isReachable) continue;
        const { test, member } = branch.cases[index] ?? {};
        if (member !== undefined)
          yield {
            at: { calls: branch.calls, path: [1, member] },
            values: { flow: flow.name, body: `The body "${member}" of a \`match\``, reason: "another branch rules it out" },
          };
        else
          yield {
            at: { calls: branch.calls, path: [0] },
            values:
              test === null
                ? { flow: flow.name, body: "An `otherwise`", reason: "the condition of its `when` always holds" }
                : { flow: flow.name, body: "The body of a `when`", reason: "no value makes its condition hold" },
          };
      }
    }
  },
});
