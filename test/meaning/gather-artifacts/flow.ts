/** Gathered artifacts are a folder with one entry an item, named by position; a failed attempt leaves none; no items, no entries. */
import { artifact, flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const gatherArtifacts = flow(
  "gather-artifacts",
  { owner: "ml", params: { words: z.array(z.string()).default(["a", "it's b", "c"]) } },
  ({ params, run, step, forEach }) => {
    const all = forEach("each", params.words, (word) =>
      step("item", {
        image: shell,
        outputs: { file: artifact("text") },
        command: ({ outputs }) => [
          "sh",
          "-c",
          'printf "%s %s" "$1" "$2" >"$0"; [ "$2" = 2 ] || [ "$1" != c ]',
          outputs.file.path,
          word,
          run.attempt,
        ],
        retry: { limit: 1 },
      }),
    );
    step("use", {
      image: shell,
      inputs: { files: all.outputs.file },
      outputs: { out: z.string() },
      command: ({ inputs, outputs }) => [
        "sh",
        "-c",
        'cd "$1"; for file in *; do [ -e "$file" ] && printf "%s=%s;" "$file" "$(cat "$file")"; done >"$0"; :',
        outputs.out.path,
        inputs.files.paths,
      ],
    });
  },
);
