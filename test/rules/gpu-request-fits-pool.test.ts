import { expect, it } from "vitest";
import { gpuRequestFitsPool } from "../../compiler/rules/resources/gpu-request-fits-pool.ts";
import { find, h100, oneStep } from "../support/find.ts";

it("accepts all GPUs of a node", () => {
  expect(find(gpuRequestFitsPool, oneStep({ resources: { gpu: { pool: h100, count: 8 } } }))).toEqual([]);
});

it("reports one GPU more than a node has", () => {
  expect(find(gpuRequestFitsPool, oneStep({ resources: { gpu: { pool: h100, count: 9 } } }))).toEqual([
    {
      is: "error check/gpu-request-fits-pool",
      at: "fit 1.resources.gpu.count",
      says: 'Step "fit" asks for 9 GPUs, but a node of pool "h100" has 8.',
      help: "Ask for at most 8, or spread the work over several steps with `forEach`.",
      fixes: ["review: Ask for 8: 8"],
    },
  ]);
});
