import { expect, it } from "vitest";
import { flexRunOutlived } from "../../compiler/rules/resources/flex-run-outlived.ts";
import { find, h100, oneStep } from "../support/find.ts";

it("accepts a step that ends in time", () => {
  expect(find(flexRunOutlived, oneStep({ resources: { gpu: { pool: h100, count: 8, capacity: ["flex"] } }, timeout: "24h" }))).toEqual([]);
});

it("accepts a longer one that is repeated", () => {
  expect(
    find(
      flexRunOutlived,
      oneStep({
        resources: { gpu: { pool: h100, count: 8, capacity: ["flex"] } },
        timeout: "48h",
        retry: { limit: 1, on: "infrastructure" },
      }),
    ),
  ).toEqual([]);
});

it("accepts one that may run elsewhere", () => {
  expect(find(flexRunOutlived, oneStep({ resources: { gpu: { pool: h100, count: 8, capacity: ["flex", "reserved"] } } }))).toEqual([]);
});

it("reports a longer timeout", () => {
  expect(find(flexRunOutlived, oneStep({ resources: { gpu: { pool: h100, count: 8, capacity: ["flex"] } }, timeout: "25h" }))).toEqual([
    {
      is: "warning check/flex-run-outlived",
      at: "fit 1.timeout",
      says: 'Step "fit" may run for 25h, but pool "h100" takes a flex node back after 24h.',
      help: 'Write `timeout: "24h"` or less, or `retry: { limit: 1, on: "infrastructure" }` with a checkpoint.',
    },
  ]);
});

it("reports no timeout at all", () => {
  expect(find(flexRunOutlived, oneStep({ resources: { gpu: { pool: h100, count: 8, capacity: ["flex"] } } }))).toEqual([
    {
      is: "warning check/flex-run-outlived",
      at: "fit 1.resources.gpu",
      says: 'Step "fit" may run for any time, but pool "h100" takes a flex node back after 24h.',
      help: 'Write `timeout: "24h"` or less, or `retry: { limit: 1, on: "infrastructure" }` with a checkpoint.',
    },
  ]);
});
