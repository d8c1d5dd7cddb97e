/** Artifacts of nested loops: folders of folders, an empty one among them. A folder is an artifact too. */
import { artifact, flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const gatherArtifactsNested = flow("gather-artifacts-nested", { owner: "ml" }, ({ step, forEach }) => {
  const groups = step("groups", {
    image: shell,
    outputs: { all: z.array(z.object({ name: z.string(), words: z.array(z.string()) })) },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'printf %s "$1" >"$0"',
      outputs.all.path,
      '[{"name":"x","words":["a","b"]},{"name":"y","words":[]},{"name":"z","words":["c"]}]',
    ],
  });
  const outer = forEach("group", groups.outputs.all, (group) => {
    const inner = forEach("word", group.words, (word) =>
      step("item", {
        image: shell,
        outputs: { file: artifact("text") },
        command: ({ outputs }) => ["sh", "-c", 'mkdir "$0"; printf "%s%s" "$1" "$2" >"$0/part"', outputs.file.path, group.name, word],
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
      'cd "$1"; for file in * */* */*/*; do [ -d "$file" ] && printf "%s;" "$file"; [ -f "$file" ] && printf "%s=%s;" "$file" "$(cat "$file")"; done >"$0"; :',
      outputs.out.path,
      inputs.files.paths,
    ],
  });
});
