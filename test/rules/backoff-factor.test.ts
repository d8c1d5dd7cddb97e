import { expect, it } from "vitest";
import { backoffFactor } from "../../compiler/rules/steps/backoff-factor.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts a hundredfold wait", () => {
  expect(find(backoffFactor, oneStep({ retry: { limit: 1, backoff: { initial: "1s", factor: 100 } } }))).toEqual([]);
});

it("reports more", () => {
  expect(find(backoffFactor, oneStep({ retry: { limit: 1, backoff: { initial: "1s", factor: 100.5 } } }))).toEqual([
    {
      is: "error check/backoff-factor",
      at: "fit 1.retry.backoff.factor",
      says: 'Step "fit" has a backoff factor of 100.5, where a number from 1 to 100 is expected.',
      help: "Write 1 for equal waits, or 2 to double them.",
    },
  ]);
});
