import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * Checkpoint without retry
 *
 * A step that keeps a checkpoint is repeated when it fails: nothing else reads the checkpoint.
 *
 * See docs/meaning.md, rules 16 and 19
 */
export const checkpointWithoutRetry = defineStepRule({
  code: "check/checkpoint-without-retry",
  severity: "warning",
  needs: ["retry"],
  message: message`Step "${"step"}" keeps a checkpoint, but is never repeated.`,
  why: "A checkpoint lives as long as the run's attempts of one step; a new run begins without it.",
  help: message`Write \`retry: { limit: 3, on: "infrastructure" }\`, or remove \`checkpoint\`.`,
  *find(step) {
    if (!step.checkpoint || (step.retry !== undefined && step.retry.limit !== 0)) return;
    yield { at: ofNode(step, "checkpoint"), values: { step: step.name } };
  },
});
