import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * GPU count positive
 *
 * A step that asks for GPUs asks for a whole number of them, at least one.
 *
 * See https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/
 */
export const gpuCountPositive = defineStepRule({
  code: "check/gpu-count-positive",
  severity: "error",
  law: true,
  message: message`Step "${"step"}" asks for ${"count"} GPUs, where a whole number from 1 is expected.`,
  why: "A device is handed out whole. A request for none still reserves a node of the pool by its selector.",
  help: message`Ask for 1 or more, or leave out \`gpu\`.`,
  *find(step) {
    const { gpu } = step.resources;
    if (gpu === undefined || (Number.isInteger(gpu.count) && gpu.count >= 1)) return;
    yield { at: ofNode(step, "resources", "gpu", "count"), values: { step: step.name, count: gpu.count } };
  },
});
