import { expect, it } from "vitest";
import { timeoutPositive } from "../../compiler/rules/flows/timeout-positive.ts";
import { churn, find, oneStep } from "../support/find.ts";

it("accepts a second, and no grace at all", () => {
  expect(
    find(
      timeoutPositive,
      oneStep(
        { timeout: "1s", queueTimeout: "1000ms", terminationGrace: "0s", cache: { maxAge: "1s" } },
        { timeout: "1s", keepFinished: { succeeded: "0s" } },
      ),
    ),
  ).toEqual([]);
});

it("reports less, whatever it bounds", () => {
  expect(find(timeoutPositive, oneStep({ timeout: "0s", queueTimeout: "999ms", cache: { maxAge: "0.5s" } }, { timeout: "0h" }))).toEqual([
    {
      is: "error check/timeout-positive",
      at: "churn 1.timeout",
      says: 'The timeout of flow "churn" is "0h", where at least "1s" is expected.',
      help: "Write a bound that the work can keep, or leave it out.",
    },
    {
      is: "error check/timeout-positive",
      at: "fit 1.timeout",
      says: 'The timeout of step "fit" is "0s", where at least "1s" is expected.',
      help: "Write a bound that the work can keep, or leave it out.",
    },
    {
      is: "error check/timeout-positive",
      at: "fit 1.queueTimeout",
      says: 'The queue timeout of step "fit" is "999ms", where at least "1s" is expected.',
      help: "Write a bound that the work can keep, or leave it out.",
    },
    {
      is: "error check/timeout-positive",
      at: "fit 1.cache.maxAge",
      says: 'The cache\'s age of step "fit" is "0.5s", where at least "1s" is expected.',
      help: "Write a bound that the work can keep, or leave it out.",
    },
  ]);
});

it("reports an approval that has expired when it begins", () => {
  expect(find(timeoutPositive, { churn: churn(({ approval }) => approval("go", { message: "Go?", expires: "0s" })) })).toEqual([
    {
      is: "error check/timeout-positive",
      at: "go 1.expires",
      says: 'The expiry of approval "go" is "0s", where at least "1s" is expected.',
      help: "Write a bound that the work can keep, or leave it out.",
    },
  ]);
});
