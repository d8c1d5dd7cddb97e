import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { stepsOf } from "../../steps-of.ts";
import { defineArgoRule } from "./argo-rule.ts";

/**
 * Backoff factor
 *
 * The factor of a backoff is a whole number.
 */
export const backoffFactor = defineArgoRule({
  code: "argo/backoff-factor",
  severity: "error",
  message: message`Step "${"step"}" has a backoff whose factor is ${"factor"}, where Argo takes whole numbers.`,
  why: "Argo reads the factor as an integer.",
  help: message`Use a whole number such as 2.`,
  *find({ plan }) {
    for (const { node, retry } of stepsOf(plan)) {
      const factor = retry.backoff?.factor;
      if (factor !== undefined && !Number.isInteger(factor))
        yield { at: ofNode(node, "retry", "backoff", "factor"), values: { step: node.name, factor } };
    }
  },
});
