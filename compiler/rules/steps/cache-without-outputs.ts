import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * Cache without outputs
 *
 * A cached step has outputs: they are all that a hit gives back.
 *
 * See docs/meaning.md, rule 22
 */
export const cacheWithoutOutputs = defineStepRule({
  code: "check/cache-without-outputs",
  severity: "warning",
  needs: ["outputs"],
  message: message`Step "${"step"}" is cached, but has no outputs.`,
  why: "On a hit the step does not run: whatever else it does, such as writing to a table, is left out.",
  help: message`Declare what it makes in \`outputs\`, or remove \`cache\`.`,
  *find(step) {
    if (step.cache === undefined || Object.keys(step.outputs).length > 0) return;
    yield { at: ofNode(step, "cache"), values: { step: step.name } };
  },
});
