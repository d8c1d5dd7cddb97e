import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { stepsOf } from "../../steps-of.ts";
import { definePlanRule } from "./kubeflow-rule.ts";

/**
 * Ephemeral storage
 *
 * A step asks for no ephemeral storage.
 */
export const ephemeralStorage = definePlanRule({
  code: "kubeflow/ephemeral-storage",
  severity: "error",
  message: message`Step "${"step"}" asks for ephemeral storage.`,
  why: "A pipeline can ask for processors, memory and GPUs only.",
  help: message`Mount an empty volume of that size: \`volumes: { scratch: { empty: "20Gi", mountAt: "/scratch" } }\`.`,
  *find({ plan }) {
    for (const { node } of stepsOf(plan))
      if (node.resources.ephemeralStorage !== undefined)
        yield { at: ofNode(node, "resources", "ephemeralStorage"), values: { step: node.name } };
  },
});
