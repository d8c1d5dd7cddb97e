import { expect, it } from "vitest";
import { stepTimeoutWithinFlow } from "../../compiler/rules/flows/step-timeout-within-flow.ts";
import { churn, find, oneStep, pinned } from "../support/find.ts";

it("accepts as long as the flow, however it is written", () => {
  expect(find(stepTimeoutWithinFlow, oneStep({ timeout: "120m" }, { timeout: "2h" }))).toEqual([]);
});

it("accepts a handler that takes longer: it runs afterwards", () => {
  expect(
    find(stepTimeoutWithinFlow, {
      churn: churn(
        ({ step, onExit }) => {
          step("fit", { image: pinned, command: () => ["fit"] });
          onExit("report", { image: pinned, command: () => ["report"], timeout: "3h" });
        },
        { timeout: "2h" },
      ),
    }),
  ).toEqual([]);
});

it("reports a little longer", () => {
  expect(find(stepTimeoutWithinFlow, oneStep({ timeout: "121m" }, { timeout: "2h" }))).toEqual([
    {
      is: "warning check/step-timeout-within-flow",
      at: "fit 1.timeout",
      says: 'Step "fit" may run for 121m, but flow "churn" is stopped after 2h.',
      help: 'Write less than "2h" here, or give the flow more.',
      related: ["The flow's timeout is here. churn 1.timeout"],
    },
  ]);
});
