/**
 * A flow within a flow: a value goes in, a value and a file come out.
 *
 * Redoes nested-workflow.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";
import { nestedWorkflowInner } from "./nested-workflow-inner.flow.ts";

export const nestedWorkflow = flow("nested-workflow", { owner: "platform-team" }, ({ step, call }) => {
  const choose = step("choose", {
    image: image("busybox"),
    outputs: { subject: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'echo "Moss" > "$1"', "sh", outputs.subject.path],
  });
  const essay = call("essay", nestedWorkflowInner, { subject: choose.outputs.subject });
  step("read", {
    image: image("busybox"),
    inputs: { text: essay.outputs.text },
    command: ({ inputs }) => ["sh", "-c", 'echo "$1"; cat "$2"', "sh", essay.outputs.title, inputs.text.path],
  });
});
