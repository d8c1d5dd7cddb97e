import { message } from "../../../compiler/diagnostics/message.ts";
import { ofDefinition, ofNode } from "../../../compiler/rules/rule.ts";
import { stepsOf } from "../../steps-of.ts";
import { definePlanRule } from "./kubeflow-rule.ts";

/**
 * Value name
 *
 * Names of parameters, inputs and outputs are letters, digits, "-" and "_".
 */
export const valueName = definePlanRule({
  code: "kubeflow/value-name",
  severity: "error",
  message: message`The ${"what"} "${"name"}" has a character that a placeholder of Kubeflow Pipelines cannot hold.`,
  why: "Placeholders name values between quotes, and the files of outputs have their names.",
  help: message`Rename it with letters, digits, "-" and "_".`,
  *find({ plan }) {
    const { flow } = plan;
    for (const name of Object.keys(flow.params))
      if (!isName(name)) yield { at: ofDefinition(flow, "params", name), values: { what: "parameter", name } };
    for (const { node } of stepsOf(plan)) {
      for (const name of Object.keys(node.inputs))
        if (!isName(name)) yield { at: ofNode(node, "inputs", name), values: { what: "input", name } };
      for (const name of Object.keys(node.outputs))
        if (!isName(name)) yield { at: ofNode(node, "outputs", name), values: { what: "output", name } };
    }
  },
});

function isName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name);
}
