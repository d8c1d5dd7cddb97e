import { expect, it } from "vitest";
import { backoffWait } from "../../compiler/rules/steps/backoff-wait.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts a last wait of seven days", () => {
  expect(find(backoffWait, oneStep({ retry: { limit: 8, backoff: { initial: "1d", factor: 7, max: "7d" } } }))).toEqual([]);
});

it("says nothing of waits that contradict each other, which is reported already", () => {
  expect(find(backoffWait, oneStep({ retry: { limit: 8, backoff: { initial: "9d", factor: 7, max: "8d" } } }))).toEqual([]);
});

it("reports waits that grow past it", () => {
  expect(find(backoffWait, oneStep({ retry: { limit: 30, backoff: { initial: "1m", factor: 2 } } }))).toEqual([
    {
      is: "error check/backoff-wait",
      at: "fit 1.retry.backoff",
      says: 'Step "fit" would wait more than a thousand years before its last attempt, where at most 7 days are expected.',
      help: 'Write `max` in `backoff`, as in `max: "1h"`, or a lower limit.',
    },
  ]);
});

it("reports a longest wait that is longer", () => {
  expect(find(backoffWait, oneStep({ retry: { limit: 1, backoff: { initial: "8d" } } }))).toEqual([
    {
      is: "error check/backoff-wait",
      at: "fit 1.retry.backoff",
      says: 'Step "fit" would wait 8 days before its last attempt, where at most 7 days are expected.',
      help: 'Write `max` in `backoff`, as in `max: "1h"`, or a lower limit.',
    },
  ]);
});
