import { expect, it } from "vitest";
import { retryLimit } from "../../compiler/rules/steps/retry-limit.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts a hundred further attempts", () => {
  expect(find(retryLimit, oneStep({ retry: { limit: 100 } }))).toEqual([]);
});

it("reports one more", () => {
  expect(find(retryLimit, oneStep({ retry: { limit: 101 } }))).toEqual([
    {
      is: "error check/retry-limit",
      at: "fit 1.retry.limit",
      says: 'Step "fit" has a retry limit of 101, where a whole number from 0 to 100 is expected.',
      help: 'Write a small limit and let `backoff` spread the attempts, as in `retry: { limit: 5, backoff: { initial: "1m", factor: 2, max: "1h" } }`.',
    },
  ]);
});
