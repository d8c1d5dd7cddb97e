import { expect, it } from "vitest";
import { retryNeedsIdempotent } from "../../compiler/rules/steps/retry-needs-idempotent.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts no retry, and a retry of no attempts", () => {
  expect(find(retryNeedsIdempotent, oneStep({ idempotent: false, retry: { limit: 0 } }))).toEqual([]);
});

it("accepts a retry where nothing is said", () => {
  expect(find(retryNeedsIdempotent, oneStep({ retry: { limit: 3 } }))).toEqual([]);
});

it("reports a retry of one attempt", () => {
  expect(find(retryNeedsIdempotent, oneStep({ idempotent: false, retry: { limit: 1 } }))).toEqual([
    {
      is: "error check/retry-needs-idempotent",
      at: "fit 1.retry",
      says: 'Step "fit" says `idempotent: false` and has a retry of 1 more attempts.',
      help: "Remove `retry`, or `idempotent: false` if the step may be repeated.",
    },
  ]);
});
