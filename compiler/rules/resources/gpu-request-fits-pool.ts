import type { Fix } from "../../diagnostics/diagnostic.ts";
import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * GPU request fits pool
 *
 * A step may not ask for more GPUs than one node of its pool has.
 *
 * See https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/
 */
export const gpuRequestFitsPool = defineStepRule({
  code: "check/gpu-request-fits-pool",
  severity: "error",
  message: message`Step "${"step"}" asks for ${"asked"} GPUs, but a node of pool "${"pool"}" has ${"held"}.`,
  why: "One pod never spans nodes, so it would stay Pending.",
  help: message`Ask for at most ${"held"}, or spread the work over several steps with \`forEach\`.`,
  *find(step, _, { pool }) {
    const { gpu } = step.resources;
    const held = gpu && pool(gpu.pool)?.node.gpus;
    if (gpu === undefined || held === undefined || !(gpu.count > held)) return;
    const at = ofNode(step, "resources", "gpu", "count");
    const fixes: Fix[] = [{ title: `Ask for ${held}`, safety: "review", edits: [{ at, text: String(held) }] }];
    yield { at, values: { step: step.name, asked: gpu.count, pool: gpu.pool, held }, extra: { fixes } };
  },
});
