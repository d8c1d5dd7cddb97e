import { withOperands } from "../../../schema/values/expression.ts";
import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";
import { expressionsOfStep } from "../walk/expressions.ts";

/**
 * Checkpoint unused
 *
 * A step that keeps a checkpoint tells its command where.
 *
 * A script may find the path otherwise, so it is not looked at.
 */
export const checkpointUnused = defineStepRule({
  code: "check/checkpoint-unused",
  severity: "warning",
  needs: ["command", "env"],
  message: message`Step "${"step"}" keeps a checkpoint, but its command never names \`checkpoint.path\`.`,
  why: "The program cannot know where to write, so each attempt would begin anew.",
  help: message`Hand it over, as in \`command: ({ checkpoint }) => ["fit", "--resume", checkpoint.path]\`, or remove \`checkpoint\`.`,
  *find(step) {
    if (!step.checkpoint || step.program.kind !== "command") return;
    for (const outer of expressionsOfStep(step))
      for (const { op } of withOperands(outer)) if (op === "checkpointPath" || op === "unknown") return;
    yield { at: ofNode(step, "checkpoint"), values: { step: step.name } };
  },
});
