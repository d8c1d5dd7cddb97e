import { expect, it } from "vitest";
import { durationSize } from "../../compiler/rules/flows/duration-size.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts 24,855 days", () => {
  expect(find(durationSize, oneStep({ timeout: "24855d" }))).toEqual([]);
});

it("reports a little more, also of what is kept", () => {
  expect(find(durationSize, oneStep({ timeout: "24855.1d" }, { keepFinished: { failed: "4000w" } }))).toEqual([
    {
      is: "error check/duration-size",
      at: "churn 1.keepFinished.failed",
      says: 'The time to keep failed runs of flow "churn" is "4000w", where at most "24855d" is expected.',
      help: "Leave it out where no bound is meant.",
    },
    {
      is: "error check/duration-size",
      at: "fit 1.timeout",
      says: 'The timeout of step "fit" is "24855.1d", where at most "24855d" is expected.',
      help: "Leave it out where no bound is meant.",
    },
  ]);
});
