import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { stepsOf } from "../../steps-of.ts";
import { definePlanRule } from "./maestro-rule.ts";

/**
 * Environment variable
 *
 * No step sets a variable that Maestro sets.
 */
export const environmentVariable = definePlanRule({
  code: "maestro/environment-variable",
  severity: "error",
  message: message`Step "${"step"}" sets the variable "${"name"}", which Maestro sets itself.`,
  why: "The step's outputs are found by these variables.",
  help: message`Give the variable another name.`,
  *find({ plan }) {
    for (const { node } of stepsOf(plan))
      for (const name of Object.keys(node.env))
        if (name === "MAESTRO_OUTPUT_START" || name === "MAESTRO_OUTPUT_END")
          yield { at: ofNode(node, "env", name), values: { step: node.name, name } };
  },
});
