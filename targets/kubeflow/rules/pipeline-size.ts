import { message } from "../../../compiler/diagnostics/message.ts";
import { ofName } from "../../../compiler/rules/rule.ts";
import { defineDocumentRule } from "./kubeflow-rule.ts";

/**
 * Pipeline size
 *
 * A pipeline is small enough for the run that is made of it.
 *
 * Source: github.com/kubeflow/pipelines/issues/13738
 */
export const pipelineSize = defineDocumentRule({
  code: "kubeflow/pipeline-size",
  severity: "error",
  message: message`Flow "${"flow"}" becomes a pipeline of about ${"size"} kB, where about 400 are possible.`,
  why: "The backend makes one object of each run, about three times as large, and a cluster keeps objects of up to 1.5 MB.",
  help: message`Move long scripts into the image, or divide the flow.`,
  *find({ plan, documents: { pipeline } }) {
    const size = sizeOf(pipeline);
    if (size > most) yield { at: ofName(plan.flow), values: { flow: plan.flow.name, size: Math.ceil(size / 1000) } };
  },
});

const most = 400_000;

/** About how many bytes the document is as JSON; never makes the text. */
function sizeOf(part: unknown): number {
  if (typeof part === "string") return part.length + 2;
  if (typeof part !== "object" || part === null) return 5;
  let size = 2;
  for (const [name, member] of Object.entries(part)) size += (Array.isArray(part) ? 1 : name.length + 4) + sizeOf(member);
  return size;
}
