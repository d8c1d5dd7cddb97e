import { expect, it } from "vitest";
import { poolHasCapacity } from "../../compiler/rules/resources/pool-has-capacity.ts";
import { gpuPool } from "../../schema/index.ts";
import { find } from "../support/find.ts";

function pool(capacity: object) {
  const node = { machine: "g2", gpus: 1, cpu: 8, memory: "32Gi" } as const;
  const provider = { gke: { project: "acme", location: "europe-west4-a" } };
  return { l4: gpuPool("l4", { accelerator: "nvidia-l4", node, capacity, provider }) };
}

it("accepts one node", () => {
  expect(find(poolHasCapacity, pool({ onDemand: { maxNodes: 1 } }))).toEqual([]);
});

it("reports a kind without nodes", () => {
  expect(find(poolHasCapacity, pool({ onDemand: { maxNodes: 0 }, spot: { maxNodes: 1 } }))).toEqual([
    {
      is: "error check/pool-has-capacity",
      at: "l4 1.capacity.onDemand.maxNodes",
      says: 'Pool "l4" has 0 nodes of "onDemand" capacity, where at least one node is expected.',
      help: "Say how many nodes it has, as in `capacity: { onDemand: { maxNodes: 4 } }`, or remove the pool.",
    },
  ]);
});

it("reports a pool without any kind", () => {
  expect(find(poolHasCapacity, pool({}))).toEqual([
    {
      is: "error check/pool-has-capacity",
      at: "l4 1.capacity",
      says: 'Pool "l4" has no capacity, where at least one node is expected.',
      help: "Say how many nodes it has, as in `capacity: { onDemand: { maxNodes: 4 } }`, or remove the pool.",
    },
  ]);
});
