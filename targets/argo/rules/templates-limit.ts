import { message } from "../../../compiler/diagnostics/message.ts";
import { defineArgoRule } from "./argo-rule.ts";

/**
 * Templates limit
 *
 * A flow becomes at most 200 templates, and a body at most 200 tasks.
 */
export const templatesLimit = defineArgoRule({
  code: "argo/templates-limit",
  severity: "error",
  message: message`Flow "${"flow"}" becomes ${"count"} ${"what"}, where Argo takes at most 200.`,
  why: "Argo's definitions in the cluster refuse longer lists.",
  help: message`Split the flow, or turn steps that are alike into a loop.`,
  *find({ plan: { flow }, documents: { workflow } }) {
    const { templates } = workflow.spec;
    const at = { calls: flow.origin.calls, path: [0] };
    if (templates.length > 200) yield { at, values: { flow: flow.name, count: templates.length, what: "templates" } };
    for (const { name, dag } of templates) {
      const count = dag?.tasks.length ?? 0;
      if (count > 200) yield { at, values: { flow: flow.name, count, what: `tasks in "${name}"` } };
    }
  },
});
