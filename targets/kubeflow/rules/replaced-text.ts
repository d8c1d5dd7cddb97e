import type { Anchor } from "../../../compiler/diagnostics/diagnostic.ts";
import { message } from "../../../compiler/diagnostics/message.ts";
import { ofDefinition, ofNode } from "../../../compiler/rules/rule.ts";
import { ofSchedule } from "../../../compiler/rules/walk/of-schedule.ts";
import type { Text } from "../../../schema/record.ts";
import { stepsOf } from "../../steps-of.ts";
import { isReplaced } from "../lower/traveling.ts";
import { serverMacro } from "../server-macro.ts";
import { definePlanRule } from "./kubeflow-rule.ts";

/**
 * Replaced text
 *
 * No text outside of commands and values holds what a cluster would replace, and no value of a schedule what the server would.
 */
export const replacedText = definePlanRule({
  code: "kubeflow/replaced-text",
  severity: "error",
  message: message`${"what"} holds "${"found"}", which would be replaced on its way.`,
  why: "Kubernetes reads two dollars as one and a dollar before a bracket as a variable, Argo replaces what stands in double braces; here is no script that could put the text together.",
  help: message`Write it without two dollars, a dollar before a bracket, and double braces.`,
  *find({ plan }) {
    for (const { node } of stepsOf(plan)) {
      const said = `of step "${node.name}"`;
      for (const what of ["labels", "annotations", "nodeSelector"] as const)
        for (const [name, text] of Object.entries(node[what]))
          yield* found(
            `${what === "nodeSelector" ? "The node selector" : `${what === "labels" ? "Label" : "Annotation"} "${name}"`} ${said}`,
            text,
            ofNode(node, what, name),
          );
      for (const [name, { mountAt }] of Object.entries(node.volumes))
        yield* found(`The path of volume "${name}" ${said}`, mountAt, ofNode(node, "volumes", name));
      yield* found(`The image ${said}`, node.image.reference, ofNode(node, "image"));
    }
    const { flow } = plan;
    for (const [index, { params }] of flow.schedules.entries())
      for (const [name, text] of Object.entries(params)) {
        const macro = writtenIn(text)
          .map(serverMacro)
          .find((found) => found !== undefined);
        const what = `Parameter "${name}" of a schedule of flow "${flow.name}"`;
        if (macro !== undefined) yield { at: ofSchedule(flow, index, "params"), values: { what, found: macro } };
      }
    if (flow.description !== undefined)
      yield* found(`The description of flow "${flow.name}"`, flow.description, ofDefinition(flow, "description"));
    for (const [name, { description = "" }] of Object.entries(flow.params))
      yield* found(`The description of parameter "${name}"`, description, ofDefinition(flow, "params", name));
  },
});

/** The texts that stand in a schedule's value as they are. */
function writtenIn(text: Text): readonly string[] {
  if (typeof text === "string") return [text];
  if (text.op === "literal") return typeof text.value === "string" ? [text.value] : [];
  return text.op === "text" ? text.parts.flatMap(writtenIn) : [];
}

function* found(what: string, text: string, at: Anchor) {
  if (isReplaced(text)) yield { at, values: { what, found: text } };
}
