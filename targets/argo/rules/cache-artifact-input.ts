import { message } from "../../../compiler/diagnostics/message.ts";
import { typeOf } from "../../../compiler/link/type-of.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { stepsOf } from "../../steps-of.ts";
import { defineArgoRule } from "./argo-rule.ts";

/**
 * Cache artifact input
 *
 * A step with a cache has no artifacts as inputs.
 */
export const cacheArtifactInput = defineArgoRule({
  code: "argo/cache-artifact-input",
  severity: "error",
  message: message`Step "${"step"}" has a cache and the artifact "${"input"}" as an input.`,
  why: "The key of the cache holds the values of all inputs, and Argo does not know what is in an artifact.",
  help: message`Hand over a value that names the content (a digest, a version), and read the file by it.`,
  *find({ plan }) {
    for (const { node, flow } of stepsOf(plan)) {
      if (node.cache === undefined) continue;
      for (const [input, expression] of Object.entries(node.inputs)) {
        const { type } = typeOf(expression, flow);
        if (type === "artifact" || type === "artifacts") yield { at: ofNode(node, "cache"), values: { step: node.name, input } };
      }
    }
  },
});
