/**
 * One step leaves a file, and another reads it.
 *
 * Redoes artifact-passing.yaml of Argo's examples.
 */
import { artifact, flow, image } from "millwright";

export const artifactPassing = flow("artifact-passing", { owner: "platform-team" }, ({ step }) => {
  const write = step("write", {
    image: image("busybox"),
    outputs: { note: artifact("text") },
    command: ({ outputs }) => ["sh", "-c", 'echo "milk, bread, tea" > "$1"', "sh", outputs.note.path],
  });
  step("read", { image: image("busybox"), inputs: { note: write.outputs.note }, command: ({ inputs }) => ["cat", inputs.note.path] });
});
