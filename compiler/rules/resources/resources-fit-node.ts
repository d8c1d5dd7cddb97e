import { parseCpu, parseMemory } from "../../../schema/words/quantities.ts";
import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * Resources fit node
 *
 * A step on a pool may not ask for more processors or memory than one node of the pool has.
 *
 * See https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export const resourcesFitNode = defineStepRule({
  code: "check/resources-fit-node",
  severity: "error",
  message: message`Step "${"step"}" asks for ${"what"} ${"asked"}, but a node of pool "${"pool"}" has ${"held"}.`,
  why: "One pod never spans nodes, so it would stay Pending. A node offers its pods a little less than it has, because its own services need some.",
  help: message`Ask for less than ${"held"}, or take a pool with larger nodes.`,
  *find(step, _, { pool }) {
    const { gpu, cpu, memory } = step.resources;
    const node = gpu && pool(gpu.pool)?.node;
    if (gpu === undefined || node === undefined) return;
    const found = { step: step.name, pool: gpu.pool };
    if (cpu !== undefined && (parseCpu(cpu) ?? 0) > (parseCpu(node.cpu) ?? Number.POSITIVE_INFINITY))
      yield { at: ofNode(step, "resources", "cpu"), values: { ...found, what: "cpu", asked: cpu, held: node.cpu } };
    if (memory !== undefined && (parseMemory(memory) ?? 0) > (parseMemory(node.memory) ?? Number.POSITIVE_INFINITY))
      yield { at: ofNode(step, "resources", "memory"), values: { ...found, what: "memory", asked: memory, held: node.memory } };
  },
});
