import { message } from "../../../compiler/diagnostics/message.ts";
import { typeOf } from "../../../compiler/link/type-of.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { defineArgoRule } from "./argo-rule.ts";
import { stepsOf } from "./walk.ts";

/**
 * Nested gathered artifacts
 *
 * Artifacts are gathered by one loop, not by a loop in a loop.
 */
export const nestedGatheredArtifacts = defineArgoRule({
  code: "argo/nested-gathered-artifacts",
  severity: "error",
  message: message`Input "${"input"}" of step "${"step"}" is a folder of folders, which cannot be laid out on Argo.`,
  why: "Its store knows no empty folders: an inner loop without items would leave no entry.",
  help: message`Let a step after the inner loop make one artifact of its folder, and return that.`,
  *find({ plan }) {
    for (const { node, flow } of stepsOf(plan)) {
      for (const [input, expression] of Object.entries(node.inputs)) {
        const type = typeOf(expression, flow);
        if (type.type === "artifacts" && type.depth > 1) yield { at: ofNode(node, "inputs", input), values: { input, step: node.name } };
      }
    }
  },
});
