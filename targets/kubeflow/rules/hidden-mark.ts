import { message } from "../../../compiler/diagnostics/message.ts";
import { ofDefinition, ofName } from "../../../compiler/rules/rule.ts";
import { mark } from "../lower/traveling.ts";
import { definePlanRule } from "./kubeflow-rule.ts";

/**
 * Hidden mark
 *
 * No text of a flow holds the character that marks texts on their way.
 */
export const hiddenMark = definePlanRule({
  code: "kubeflow/hidden-mark",
  severity: "error",
  message: message`${"what"} holds the invisible character U+2060.`,
  why: "It stands between characters that the cluster would replace while a text travels, and is taken out where the text arrives.",
  help: message`Leave it out: it shows nothing.`,
  *find({ plan }) {
    for (const { flow, body, onExit, onFailure } of [plan, ...plan.called]) {
      for (const [name, { default: value }] of Object.entries(flow.params))
        if (holdsMark(value)) yield { at: ofDefinition(flow, "params", name), values: { what: `The default of parameter "${name}"` } };
      if (holdsMark([body, onExit, onFailure])) yield { at: ofName(flow), values: { what: `A text of flow "${flow.name}"` } };
    }
  },
});

function holdsMark(part: unknown): boolean {
  if (typeof part === "string") return part.includes(mark);
  if (typeof part !== "object" || part === null) return false;
  return Object.entries(part).some(([name, member]) => name !== "calls" && holdsMark(member));
}
