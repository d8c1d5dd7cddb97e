import { parseDuration } from "../../../schema/words/quantities.ts";
import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * Flex run outlived
 *
 * A step that runs only on flex capacity ends before the provider takes the node back, or is repeated when it does.
 *
 * See https://cloud.google.com/kubernetes-engine/docs/concepts/dws
 */
export const flexRunOutlived = defineStepRule({
  code: "check/flex-run-outlived",
  severity: "warning",
  needs: ["retry", "timeout"],
  message: message`Step "${"step"}" may run for ${"timeout"}, but pool "${"pool"}" takes a flex node back after ${"maxRun"}.`,
  why: "A step that is still running then is lost with its node, and is not repeated.",
  help: message`Write \`timeout: "${"maxRun"}"\` or less, or \`retry: { limit: 1, on: "infrastructure" }\` with a checkpoint.`,
  *find(step, _, { pool }) {
    const { gpu } = step.resources;
    if (gpu === undefined || gpu.capacity.length !== 1 || gpu.capacity[0] !== "flex") return;
    if (step.retry !== undefined && step.retry.on !== "failure" && step.retry.limit >= 1) return;
    const maxRun = pool(gpu.pool)?.capacity.flex?.maxRun;
    const bound = maxRun === undefined ? undefined : parseDuration(maxRun);
    const longest = step.timeout === undefined ? Number.POSITIVE_INFINITY : parseDuration(step.timeout);
    if (maxRun === undefined || bound === undefined || longest === undefined || longest <= bound) return;
    const at = step.timeout === undefined ? ofNode(step, "resources", "gpu") : ofNode(step, "timeout");
    yield { at, values: { step: step.name, timeout: step.timeout ?? "any time", pool: gpu.pool, maxRun } };
  },
});
