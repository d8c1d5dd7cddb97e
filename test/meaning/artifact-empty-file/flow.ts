/** An artifact that is a file of no bytes. */
import { artifact, flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const artifactEmptyFile = flow("artifact-empty-file", { owner: "ml" }, ({ step }) => {
  const made = step("make", {
    image: shell,
    outputs: { file: artifact("text") },
    command: ({ outputs }) => ["sh", "-c", ': >"$0"', outputs.file.path],
  });
  step("use", {
    image: shell,
    inputs: { file: made.outputs.file },
    outputs: { size: z.int() },
    command: ({ inputs, outputs }) => ["sh", "-c", '[ -f "$1" ] && printf %s "$(wc -c <"$1")" >"$0"', outputs.size.path, inputs.file.path],
  });
});
