/** Artifacts of nested loops: folders of folders. A folder is an artifact too. */
import { artifact, flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const gatherArtifactsNested = flow("gather-artifacts-nested", { owner: "ml" }, ({ step, forEach }) => {
  const outer = forEach("group", ["x", "y"], (group) => {
    const inner = forEach("word", ["a", "b"], (word) =>
      step("item", {
        image: shell,
        outputs: { file: artifact("text") },
        command: ({ outputs }) => ["sh", "-c", 'mkdir "$0"; printf "%s%s" "$1" "$2" >"$0/part"', outputs.file.path, group, word],
      }),
    );
    return { files: inner.outputs.file };
  });
  step("use", {
    image: shell,
    inputs: { files: outer.files },
    outputs: { out: z.string() },
    command: ({ inputs, outputs }) => [
      "sh",
      "-c",
      'cd "$1"; for file in */*/*; do printf "%s=%s;" "$file" "$(cat "$file")"; done >"$0"',
      outputs.out.path,
      inputs.files.paths,
    ],
  });
});
