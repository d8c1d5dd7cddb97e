import { expect, it } from "vitest";
import { cacheNeverHits } from "../../compiler/rules/steps/cache-never-hits.ts";
import { churn, find, pinned } from "../support/find.ts";

it("accepts the day of the run, which several runs share", () => {
  expect(
    find(cacheNeverHits, {
      churn: churn(({ step, run }) => step("fit", { image: pinned, cache: {}, command: () => ["fit", run.scheduledAt.date] })),
    }),
  ).toEqual([]);
});

it("accepts the number of the attempt, which is 1 in most runs", () => {
  const definition = churn(({ step, run }) => step("fit", { image: pinned, cache: {}, command: () => ["fit", run.attempt] }));
  expect(find(cacheNeverHits, { churn: definition })).toEqual([]);
});

it("reports the name of the run", () => {
  expect(
    find(cacheNeverHits, {
      churn: churn(({ step, run }) => step("fit", { image: pinned, cache: {}, command: () => ["fit", `--run=${run.id}`] })),
    }),
  ).toEqual([
    {
      is: "warning check/cache-never-hits",
      at: "fit 1.cache",
      says: 'Step "fit" is cached, but uses `run.id`, which no two runs share.',
      help: "Leave `run.id` out of the step, or remove `cache`.",
    },
  ]);
});
