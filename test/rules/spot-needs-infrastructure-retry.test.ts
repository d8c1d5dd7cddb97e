import { expect, it } from "vitest";
import { spotNeedsInfrastructureRetry } from "../../compiler/rules/resources/spot-needs-infrastructure-retry.ts";
import { find, h100, oneStep } from "../support/find.ts";

it("accepts one further attempt when the pod is lost", () => {
  expect(
    find(
      spotNeedsInfrastructureRetry,
      oneStep({ resources: { gpu: { pool: h100, count: 8, capacity: ["spot"] } }, retry: { limit: 1, on: "infrastructure" } }),
    ),
  ).toEqual([]);
});

it("accepts a retry of everything", () => {
  expect(
    find(
      spotNeedsInfrastructureRetry,
      oneStep({ resources: { gpu: { pool: h100, count: 8, capacity: ["spot"] } }, retry: { limit: 1, on: "any" } }),
    ),
  ).toEqual([]);
});

it("says nothing of other capacity", () => {
  expect(find(spotNeedsInfrastructureRetry, oneStep({ resources: { gpu: { pool: h100, count: 8, capacity: ["flex"] } } }))).toEqual([]);
});

it("reports a step without retry", () => {
  expect(find(spotNeedsInfrastructureRetry, oneStep({ resources: { gpu: { pool: h100, count: 8, capacity: ["flex", "spot"] } } }))).toEqual(
    [
      {
        is: "error check/spot-needs-infrastructure-retry",
        at: "fit 1.resources.gpu.capacity.1",
        says: 'Step "fit" may land on spot capacity of pool "h100", and has no retry.',
        help: 'Write `retry: { limit: 3, on: "infrastructure" }`, or take "spot" out of `capacity`.',
      },
    ],
  );
});

it("reports a retry of failures only", () => {
  expect(
    find(spotNeedsInfrastructureRetry, oneStep({ resources: { gpu: { pool: h100, count: 8, capacity: ["spot"] } }, retry: { limit: 3 } })),
  ).toEqual([
    {
      is: "error check/spot-needs-infrastructure-retry",
      at: "fit 1.resources.gpu.capacity.0",
      says: 'Step "fit" may land on spot capacity of pool "h100", and has a retry on "failure" only.',
      help: 'Write `retry: { limit: 3, on: "infrastructure" }`, or take "spot" out of `capacity`.',
    },
  ]);
});

it("reports a retry without attempts", () => {
  expect(
    find(
      spotNeedsInfrastructureRetry,
      oneStep({ resources: { gpu: { pool: h100, count: 8, capacity: ["spot"] } }, retry: { limit: 0, on: "any" } }),
    ),
  ).toEqual([
    {
      is: "error check/spot-needs-infrastructure-retry",
      at: "fit 1.resources.gpu.capacity.0",
      says: 'Step "fit" may land on spot capacity of pool "h100", and has a retry limit of 0.',
      help: 'Write `retry: { limit: 3, on: "infrastructure" }`, or take "spot" out of `capacity`.',
    },
  ]);
});

it("sends a step that may not be repeated to other capacity", () => {
  expect(
    find(spotNeedsInfrastructureRetry, oneStep({ resources: { gpu: { pool: h100, count: 8, capacity: ["spot"] } }, idempotent: false })),
  ).toEqual([
    {
      is: "error check/spot-needs-infrastructure-retry",
      at: "fit 1.resources.gpu.capacity.0",
      says: 'Step "fit" may land on spot capacity of pool "h100", and has no retry.',
      help: 'A step that is not idempotent may not be repeated: take "spot" out of `capacity`.',
    },
  ]);
});
