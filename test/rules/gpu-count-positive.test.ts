import { expect, it } from "vitest";
import { gpuCountPositive } from "../../compiler/rules/resources/gpu-count-positive.ts";
import { find, h100, oneStep } from "../support/find.ts";

it("accepts one GPU", () => {
  expect(find(gpuCountPositive, oneStep({ resources: { gpu: { pool: h100, count: 1 } } }))).toEqual([]);
});

it("reports a request for none", () => {
  expect(find(gpuCountPositive, oneStep({ resources: { gpu: { pool: h100, count: 0 } } }))).toEqual([
    {
      is: "error check/gpu-count-positive",
      at: "fit 1.resources.gpu.count",
      says: 'Step "fit" asks for 0 GPUs, where a whole number from 1 is expected.',
      help: "Ask for 1 or more, or leave out `gpu`.",
    },
  ]);
});

it("reports a request for fewer than none", () => {
  expect(find(gpuCountPositive, oneStep({ resources: { gpu: { pool: h100, count: -1 } } }))).toEqual([
    {
      is: "error check/gpu-count-positive",
      at: "fit 1.resources.gpu.count",
      says: 'Step "fit" asks for -1 GPUs, where a whole number from 1 is expected.',
      help: "Ask for 1 or more, or leave out `gpu`.",
    },
  ]);
});
