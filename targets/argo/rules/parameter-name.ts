import { message } from "../../../compiler/diagnostics/message.ts";
import { ofDefinition, ofNode } from "../../../compiler/rules/rule.ts";
import { stepsOf } from "../../steps-of.ts";
import { defineArgoRule } from "./argo-rule.ts";

const grammar = /^[-A-Za-z0-9_]{1,63}$/;

/**
 * Parameter name
 *
 * Names of parameters, inputs and outputs are letters, digits, "-" and "_".
 */
export const parameterName = defineArgoRule({
  code: "argo/parameter-name",
  severity: "error",
  message: message`The name "${"name"}" of ${"what"} is none that Argo takes.`,
  why: "Argo refuses other names when the template is applied.",
  help: message`Use at most 63 letters, digits, "-" and "_".`,
  *find({ plan }) {
    const { flow } = plan;
    for (const name of Object.keys(flow.params))
      if (!grammar.test(name)) yield { at: ofDefinition(flow, "params", name), values: { name, what: "a parameter" } };
    for (const { node } of stepsOf(plan)) {
      for (const kind of ["inputs", "outputs"] as const) {
        for (const name of Object.keys(node[kind]))
          if (!grammar.test(name))
            yield { at: ofNode(node, kind, name), values: { name, what: `an ${kind.slice(0, -1)} of step "${node.name}"` } };
      }
    }
  },
});
