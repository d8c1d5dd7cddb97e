import { expect, it } from "vitest";
import { gpuCountPositive } from "../../compiler/rules/resources/gpu-count-positive.ts";
import { find, fit, h100 } from "../support/find.ts";

function asking(count: number) {
  return fit({ resources: { gpu: { pool: h100, count } } });
}

it("accepts one GPU", () => {
  expect(find(gpuCountPositive, asking(1))).toEqual([]);
});

it.each([0, -1, 0.5])("reports a request for %d GPUs", (count) => {
  expect(find(gpuCountPositive, asking(count))).toEqual([
    {
      is: "error check/gpu-count-positive",
      at: "fit 1.resources.gpu.count",
      says: `Step "fit" asks for ${count} GPUs, where a whole number from 1 is expected.`,
      help: "Ask for 1 or more, or leave out `gpu`.",
    },
  ]);
});
