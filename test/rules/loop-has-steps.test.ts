import { expect, it } from "vitest";
import { loopHasSteps } from "../../compiler/rules/loops/loop-has-steps.ts";
import { churn, find, pinned } from "../support/find.ts";

it("accepts a loop of one step, and a branch of none", () => {
  const definition = churn(({ forEach, step, when }) => {
    forEach("region", ["eu", "us"], (region) => {
      when(region.eq("eu"), () => step("count", { image: pinned, command: () => ["count"] })).otherwise(() => undefined);
    });
  });
  expect(find(loopHasSteps, { churn: definition })).toEqual([]);
});

it("reports a loop without", () => {
  const definition = churn(({ forEach }) => {
    forEach("region", ["eu", "us"], () => undefined);
  });
  expect(find(loopHasSteps, { churn: definition })).toEqual([
    {
      is: "error check/loop-has-steps",
      at: "region 0",
      says: 'The body of loop "region" has no steps.',
      help: "Add a step to the body, or remove the loop.",
    },
  ]);
});
