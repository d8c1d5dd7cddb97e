import { message } from "../../../compiler/diagnostics/message.ts";
import { ofName } from "../../../compiler/rules/rule.ts";
import { defineDocumentRule } from "./kubeflow-rule.ts";

/**
 * DAG size
 *
 * No part of a pipeline has more tasks than the engine below it takes.
 *
 * Source: argo-workflows 4.1.2, manifests/base/crds/full (dag.tasks, maxItems)
 */
export const dagSize = defineDocumentRule({
  code: "kubeflow/dag-size",
  severity: "error",
  message: message`Flow "${"flow"}" becomes a pipeline with ${"tasks"} tasks of Argo in "${"part"}", where at most 200 are possible.`,
  why: "A container becomes two tasks of Argo, a loop one; a template with more than 200 is refused where the full definitions are installed.",
  help: message`Run the same step over a list with \`forEach\`, or put parts of the flow into branches or loops.`,
  *find({ plan, documents: { pipeline } }) {
    const components = { root: pipeline.root, ...pipeline.components };
    for (const [part, { dag }] of Object.entries(components)) {
      const tasks = Object.values(dag?.tasks ?? {}).reduce((sum, task) => sum + (task.parameterIterator === undefined ? 2 : 1), 0);
      if (tasks > 200) yield { at: ofName(plan.flow), values: { flow: plan.flow.name, tasks, part } };
    }
  },
});
