/** A file and a folder as artifacts, byte for byte. */
import { artifact, flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const artifacts = flow("artifacts", { owner: "ml" }, ({ step }) => {
  const made = step("make", {
    image: shell,
    outputs: { file: artifact("bytes"), folder: artifact("folder") },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'printf "a\\000b\\n\\n" >"$0"; mkdir -p "$1/deep"; printf one >"$1/one"; printf two >"$1/deep/two"',
      outputs.file.path,
      outputs.folder.path,
    ],
  });
  step("use", {
    image: shell,
    inputs: { file: made.outputs.file, folder: made.outputs.folder },
    outputs: { bytes: z.string(), files: z.string() },
    command: ({ inputs, outputs }) => [
      "sh",
      "-c",
      'od -An -tx1 "$2" | tr -d " \\n" >"$0"; cd "$3"; printf "%s %s" "$(cat one)" "$(cat deep/two)" >"$1"',
      outputs.bytes.path,
      outputs.files.path,
      inputs.file.path,
      inputs.folder.path,
    ],
  });
});
