import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * Checkpoint needs claim
 *
 * A step may keep a checkpoint only where the environment names the claim that holds it.
 *
 * See docs/meaning.md, rule 19
 */
export const checkpointNeedsClaim = defineStepRule({
  code: "check/checkpoint-needs-claim",
  severity: "error",
  law: true,
  message: message`Step "${"step"}" keeps a checkpoint, but environment "${"environment"}" names no claim for checkpoints.`,
  why: "A checkpoint must survive the pod that wrote it, so it needs a volume that outlives pods.",
  help: message`Write \`checkpoints: { claim: "…" }\` for "${"environment"}" in millwright.config.ts.`,
  looksBeyond: true,
  *find(step, _, { program: { environment } }) {
    if (!step.checkpoint || environment.checkpoints !== undefined) return;
    yield { at: ofNode(step, "checkpoint"), values: { step: step.name, environment: environment.name } };
  },
});
