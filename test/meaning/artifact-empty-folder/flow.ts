/** Artifacts that are folders: one that is empty, one that holds an empty one. */
import { artifact, flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const artifactEmptyFolder = flow("artifact-empty-folder", { owner: "ml" }, ({ step }) => {
  const made = step("make", {
    image: shell,
    outputs: { folder: artifact("folder"), other: artifact("folder") },
    command: ({ outputs }) => ["sh", "-c", 'mkdir "$0" "$1" "$1/deep"; printf x >"$1/file"', outputs.folder.path, outputs.other.path],
  });
  step("use", {
    image: shell,
    inputs: { folder: made.outputs.folder },
    outputs: { entries: z.int() },
    command: ({ inputs, outputs }) => [
      "sh",
      "-c",
      '[ -d "$1" ] && printf %s "$(ls -A "$1" | wc -l)" >"$0"',
      outputs.entries.path,
      inputs.folder.path,
    ],
  });
  step("use-other", {
    image: shell,
    inputs: { other: made.outputs.other },
    outputs: { text: z.string() },
    command: ({ inputs, outputs }) => ["sh", "-c", 'cat "$1/file" >"$0"', outputs.text.path, inputs.other.path],
  });
});
