import { message } from "../../../compiler/diagnostics/message.ts";
import { defineArgoRule } from "./argo-rule.ts";

/**
 * Workflow size
 *
 * The documents of a flow are smaller than 900 KiB.
 */
export const workflowSize = defineArgoRule({
  code: "argo/workflow-size",
  severity: "error",
  message: message`Flow "${"flow"}" becomes a WorkflowTemplate of ${"size"} KiB, where at most 900 are safe.`,
  why: "Each run holds a copy of the whole template, and Argo keeps runs below 1 MiB.",
  help: message`Put long scripts into the image, or split the flow.`,
  *find({ plan: { flow }, documents: { workflow } }) {
    const size = Math.ceil(Buffer.byteLength(JSON.stringify(workflow)) / 1024);
    if (size > 900) yield { at: { calls: flow.origin.calls, path: [0] }, values: { flow: flow.name, size } };
  },
});
