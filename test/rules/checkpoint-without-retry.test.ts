import { expect, it } from "vitest";
import { checkpointWithoutRetry } from "../../compiler/rules/steps/checkpoint-without-retry.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts one further attempt", () => {
  expect(find(checkpointWithoutRetry, oneStep({ checkpoint: true, retry: { limit: 1 } }))).toEqual([]);
});

it("reports a step that is never repeated", () => {
  expect(find(checkpointWithoutRetry, oneStep({ checkpoint: true }))).toEqual([
    {
      is: "warning check/checkpoint-without-retry",
      at: "fit 1.checkpoint",
      says: 'Step "fit" keeps a checkpoint, but is never repeated.',
      help: 'Write `retry: { limit: 3, on: "infrastructure" }`, or remove `checkpoint`.',
    },
  ]);
});
