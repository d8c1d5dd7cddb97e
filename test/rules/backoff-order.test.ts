import { expect, it } from "vitest";
import { backoffOrder } from "../../compiler/rules/steps/backoff-order.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts a longest wait as long as the first", () => {
  expect(find(backoffOrder, oneStep({ retry: { limit: 1, backoff: { initial: "60s", max: "1m" } } }))).toEqual([]);
});

it("reports a shorter one", () => {
  expect(find(backoffOrder, oneStep({ retry: { limit: 1, backoff: { initial: "60s", max: "59s" } } }))).toEqual([
    {
      is: "error check/backoff-order",
      at: "fit 1.retry.backoff.max",
      says: 'Step "fit" waits 60s before its first retry, but never longer than 59s.',
      help: 'Write a `max` of at least "60s".',
      fixes: ['review: Write "60s": "60s"'],
    },
  ]);
});
