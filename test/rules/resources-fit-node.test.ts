import { expect, it } from "vitest";
import { resourcesFitNode } from "../../compiler/rules/resources/resources-fit-node.ts";
import { find, h100, oneStep } from "../support/find.ts";

it("accepts all processors and memory of a node", () => {
  expect(find(resourcesFitNode, oneStep({ resources: { cpu: 208, memory: "1872Gi", gpu: { pool: h100, count: 1 } } }))).toEqual([]);
});

it("says nothing of a step without a pool, whose node is not known", () => {
  expect(find(resourcesFitNode, oneStep({ resources: { cpu: 1000, memory: "64Ti" } }))).toEqual([]);
});

it("reports a little more of each", () => {
  expect(find(resourcesFitNode, oneStep({ resources: { cpu: "208001m", memory: "1873Gi", gpu: { pool: h100, count: 1 } } }))).toEqual([
    {
      is: "error check/resources-fit-node",
      at: "fit 1.resources.cpu",
      says: 'Step "fit" asks for cpu 208001m, but a node of pool "h100" has 208.',
      help: "Ask for less than 208, or take a pool with larger nodes.",
    },
    {
      is: "error check/resources-fit-node",
      at: "fit 1.resources.memory",
      says: 'Step "fit" asks for memory 1873Gi, but a node of pool "h100" has 1872Gi.',
      help: "Ask for less than 1872Gi, or take a pool with larger nodes.",
    },
  ]);
});
