import { parseCpu, parseMemory } from "../../schema/words/quantities.ts";
import { atMost } from "./raise.ts";
import { byText, type Change, type ClassRemedy, type Situation } from "./remedy.ts";

/** Nowhere to run. What is more than a whole node offers is lowered to that; what a node has when it is free waits. */
export const schedInsufficient: ClassRemedy = {
  words: byText(
    ["outofpods|too many pods|resource: pods", "", "wait for a free place"],
    ["nvidia.com/|amd.com/|gpu", "resources.gpu", "at most what one node holds"],
    ["insufficient memory|outofmemory", "resources.memory", "at most what one node holds"],
    ["insufficient cpu|outofcpu", "resources.cpu", "at most what one node holds"],
    [null, "resources", "at most what one node holds"],
  ),
  change: whatFits,
};

/** A node keeps some of itself for its own services: what pods get of it, at least. */
const offered = 0.9;

function whatFits({ step, pool, field }: Situation): Change | string {
  const { cpu, memory, gpu } = step.resources;
  if (pool === undefined || gpu === undefined)
    return `Step "${step.name}" is on no pool of the platform, so nothing says how large a node is: it waits, or a person looks.`;
  const because = `a node of pool "${pool.name}" offers its pods a little less than it has`;
  const base = { observed: { node: `${pool.node.gpus} GPUs, ${pool.node.cpu} CPUs, ${pool.node.memory}` }, review: true as const };
  const room = (parseMemory(pool.node.memory) ?? 0) * offered;
  const isMemory = field === "resources.memory" || field === "resources";
  if (isMemory && memory !== undefined && (parseMemory(memory) ?? 0) > room) {
    const to = atMost(room);
    return {
      ...base,
      path: ["resources", "memory"],
      from: memory,
      to,
      formula: "nine tenths of a node's memory",
      bound: { most: to, because },
    };
  }
  const cores = Math.floor(pool.node.cpu * 0.95);
  const isCpu = field === "resources.cpu" || field === "resources";
  if (isCpu && cpu !== undefined && (parseCpu(cpu) ?? 0) > cores * 1000 && cores > 0)
    return {
      ...base,
      path: ["resources", "cpu"],
      from: cpu,
      to: cores,
      formula: "nineteen twentieths of a node's CPUs",
      bound: { most: String(cores), because },
    };
  if (gpu.count > pool.node.gpus)
    return {
      ...base,
      path: ["resources", "gpu", "count"],
      from: gpu.count,
      to: pool.node.gpus,
      formula: "the GPUs of one node",
      bound: { most: String(pool.node.gpus), because: `a node of pool "${pool.name}" has no more` },
    };
  return `What step "${step.name}" asks for fits an empty node of pool "${pool.name}": the pool is busy or at its end, so it waits, or a person gives the pool more nodes.`;
}
