import { message } from "../../../compiler/diagnostics/message.ts";
import { ofDefinition } from "../../../compiler/rules/rule.ts";
import { definePlanRule } from "./kubeflow-rule.ts";

/**
 * Flow labels
 *
 * A flow has no labels and annotations for its runs.
 */
export const flowLabels = definePlanRule({
  code: "kubeflow/flow-labels",
  severity: "error",
  message: message`Flow "${"flow"}" has ${"what"} for its runs.`,
  why: "A pipeline cannot say what the objects of its runs are labelled with, only its pods.",
  help: message`Put them on the steps.`,
  *find({ plan: { flow } }) {
    for (const what of ["labels", "annotations"] as const)
      if (Object.keys(flow[what]).length > 0) yield { at: ofDefinition(flow, what), values: { flow: flow.name, what } };
  },
});
