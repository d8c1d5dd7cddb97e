/** A folder without entries as an artifact: it arrives empty, or its step fails where the engine's store knows no folders; it never turns into nothing. */
import { artifact, flow } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const artifactEmptyFolder = flow("artifact-empty-folder", { owner: "ml" }, ({ step }) => {
  const made = step("make", {
    image: shell,
    outputs: { folder: artifact("folder") },
    command: ({ outputs }) => ["mkdir", outputs.folder.path],
  });
  step("use", {
    image: shell,
    inputs: { folder: made.outputs.folder },
    command: ({ inputs }) => ["sh", "-c", '[ -d "$0" ] && [ "$(ls -A "$0")" = "" ]', inputs.folder.path],
  });
  step("aside", { image: shell, command: () => ["true"] });
});
