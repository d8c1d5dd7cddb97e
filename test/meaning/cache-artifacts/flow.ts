/** A cached step that hands out an artifact. */
import { artifact, flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const cacheArtifacts = flow("cache-artifacts", { owner: "ml" }, ({ step }) => {
  const made = step("made", {
    image: shell,
    outputs: { file: artifact("text"), size: z.int() },
    command: ({ outputs }) => ["sh", "-c", 'printf kept >"$0"; printf 4 >"$1"', outputs.file.path, outputs.size.path],
    cache: { maxAge: "1h" },
  });
  step("use", {
    image: shell,
    inputs: { file: made.outputs.file },
    outputs: { out: z.string() },
    command: ({ inputs, outputs }) => [
      "sh",
      "-c",
      'printf "%s %s" "$(cat "$1")" "$2" >"$0"',
      outputs.out.path,
      inputs.file.path,
      made.outputs.size,
    ],
  });
});
