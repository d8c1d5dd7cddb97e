import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { stepsOf } from "../../steps-of.ts";
import { definePlanRule } from "./maestro-rule.ts";

/**
 * Shared memory
 *
 * No step asks for shared memory.
 */
export const sharedMemory = definePlanRule({
  code: "maestro/shared-memory",
  severity: "error",
  message: message`Step "${"step"}" asks for shared memory, which a pod of Maestro cannot have.`,
  why: "Shared memory is a volume, and a pod of Maestro has none.",
  help: message`Leave \`sharedMemory\` out, or build the flow for another engine.`,
  *find({ plan }) {
    for (const { node } of stepsOf(plan))
      if (node.resources.sharedMemory !== undefined) yield { at: ofNode(node, "resources", "sharedMemory"), values: { step: node.name } };
  },
});
