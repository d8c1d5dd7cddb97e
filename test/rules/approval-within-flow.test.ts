import { expect, it } from "vitest";
import { approvalWithinFlow } from "../../compiler/rules/flows/approval-within-flow.ts";
import { churn, find } from "../support/find.ts";

function approving(options: object, ofFlow: object) {
  return { churn: churn(({ approval }) => approval("go", { message: "Go?", ...options }), ofFlow) };
}

it("accepts an expiry as long as the flow", () => {
  expect(find(approvalWithinFlow, approving({ expires: "1d" }, { timeout: "24h" }))).toEqual([]);
});

it("reports a little longer", () => {
  expect(find(approvalWithinFlow, approving({ expires: "25h" }, { timeout: "1d" }))).toEqual([
    {
      is: "warning check/approval-within-flow",
      at: "go 1.expires",
      says: 'Approval "go" waits for 25h, but flow "churn" is stopped after 1d.',
      help: 'Write an `expires` of less than "1d", or give the flow more time.',
      related: ["The flow's timeout is here. churn 1.timeout"],
    },
  ]);
});
