import { expect, it } from "vitest";
import { capacityOfPool } from "../../compiler/rules/resources/capacity-of-pool.ts";
import { gpuPool } from "../../schema/index.ts";
import { find, h100, oneStep } from "../support/find.ts";

const spotOnly = gpuPool("spot-only", {
  accelerator: "nvidia-l4",
  node: { machine: "g2", gpus: 1, cpu: 8, memory: "32Gi" },
  capacity: { spot: { maxNodes: 2 } },
  provider: { gke: { project: "acme", location: "europe-west4-a" } },
});

it("accepts kinds that the pool has", () => {
  expect(find(capacityOfPool, oneStep({ resources: { gpu: { pool: h100, count: 8, capacity: ["reserved", "flex"] } } }))).toEqual([]);
});

it("accepts none said where the pool has more than spot", () => {
  expect(find(capacityOfPool, oneStep({ resources: { gpu: { pool: h100, count: 8 } } }))).toEqual([]);
});

it("reports a kind that the pool has not", () => {
  expect(find(capacityOfPool, oneStep({ resources: { gpu: { pool: h100, count: 8, capacity: ["reserved", "onDemand"] } } }))).toEqual([
    {
      is: "error check/capacity-of-pool",
      at: "fit 1.resources.gpu.capacity.1",
      says: 'Step "fit" has capacity "onDemand", but pool "h100" has "reserved", "spot" and "flex".',
      help: 'Write in `capacity` what the pool has: "reserved", "spot" and "flex".',
    },
  ]);
});

it("reports an empty list", () => {
  expect(find(capacityOfPool, oneStep({ resources: { gpu: { pool: h100, count: 8, capacity: [] } } }))).toEqual([
    {
      is: "error check/capacity-of-pool",
      at: "fit 1.resources.gpu",
      says: 'Step "fit" has no kind of capacity that it may use, but pool "h100" has "reserved", "spot" and "flex".',
      help: 'Write in `capacity` what the pool has: "reserved", "spot" and "flex".',
    },
  ]);
});

it("reports none said where the pool has only spot, which a step must ask for by name", () => {
  expect(find(capacityOfPool, { ...oneStep({ resources: { gpu: { pool: spotOnly, count: 1 } } }), spotOnly })).toEqual([
    {
      is: "error check/capacity-of-pool",
      at: "fit 1.resources.gpu",
      says: 'Step "fit" has no kind of capacity that it may use, but pool "spot-only" has "spot".',
      help: 'Write in `capacity` what the pool has: "spot".',
    },
  ]);
});
