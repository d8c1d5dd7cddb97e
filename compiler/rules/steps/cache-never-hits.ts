import { withOperands } from "../../../schema/values/expression.ts";
import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";
import { expressionsOfStep } from "../walk/expressions.ts";

const different = { id: "run.id", scheduledAt: "run.scheduledAt" } as const;

/**
 * Cache never hits
 *
 * A cached step uses nothing that is different in each run.
 *
 * See docs/meaning.md, rule 22: the key is image, command, environment, inputs and the declared key
 */
export const cacheNeverHits = defineStepRule({
  code: "check/cache-never-hits",
  severity: "warning",
  message: message`Step "${"step"}" is cached, but uses \`${"value"}\`, which no two runs share.`,
  why: "Command, environment and inputs are part of the cache's key, so no run would find what another stored.",
  help: message`Leave \`${"value"}\` out of the step, or remove \`cache\`.`,
  *find(step) {
    if (step.cache === undefined) return;
    const used = new Set<string>();
    for (const outer of expressionsOfStep(step))
      for (const expression of withOperands(outer))
        if (expression.op === "run" && (expression.field === "id" || expression.field === "scheduledAt"))
          used.add(different[expression.field]);
    for (const value of used) yield { at: ofNode(step, "cache"), values: { step: step.name, value } };
  },
});
