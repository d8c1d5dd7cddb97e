/**
 * A flow that takes a value and returns a value and a file: what nested-workflow calls.
 *
 * The inner template of nested-workflow.yaml of Argo's examples.
 */
import { artifact, flow, image, z } from "millwright";

export const nestedWorkflowInner = flow(
  "nested-workflow-inner",
  { owner: "platform-team", params: { subject: z.string() } },
  ({ params, step }) => {
    const written = step("write", {
      image: image("busybox"),
      outputs: { title: z.string(), text: artifact("text") },
      command: ({ outputs }) => [
        ...["sh", "-c", 'echo "On $1" > "$2"; echo "$1 is a wide field." > "$3"', "sh"],
        ...[params.subject, outputs.title.path, outputs.text.path],
      ],
    });
    return { title: written.outputs.title, text: written.outputs.text };
  },
);
