import type { Artifact } from "../../../compiler/artifact.ts";
import { type Diagnostic, defineDiagnostic } from "../../../compiler/diagnostics/diagnostic.ts";
import { message } from "../../../compiler/diagnostics/message.ts";
import type { PlannedFlow } from "../../../compiler/plan.ts";
import type { ArgoDocuments } from "../schema.ts";

const tooLarge = defineDiagnostic({
  code: "argo/workflow-size",
  severity: "error",
  message: message`Flow "${"flow"}" becomes a WorkflowTemplate of ${"size"} KiB, where at most 900 are safe.`,
  why: "Each run holds a copy of the whole template, and Argo keeps runs below 1 MiB.",
  help: message`Put long scripts into the image, or split the flow.`,
});

/** No character of our YAML becomes more bytes of JSON than this. */
const mostBytes = 3;

/**
 * Workflow size
 *
 * The WorkflowTemplate of a flow is smaller than 900 KiB as JSON, which is how the cluster keeps it.
 */
export function workflowSize({ workflow }: ArgoDocuments, { flow }: PlannedFlow): readonly Diagnostic[] {
  const size = Math.ceil(Buffer.byteLength(JSON.stringify(workflow)) / 1024);
  return size > 900 ? [tooLarge.at({ calls: flow.origin.calls, path: [0] }, { flow: flow.name, size })] : [];
}

/** The same for a flow whose files are made: it is counted only where they are so large that it may matter. */
export function fileSize(artifacts: readonly Artifact[], documents: ArgoDocuments, plan: PlannedFlow): readonly Diagnostic[] {
  const longest = Math.max(...artifacts.map(({ text }) => text.length));
  return longest * mostBytes < 900 * 1024 ? [] : workflowSize(documents, plan);
}
