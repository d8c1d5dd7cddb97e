/** Links and empty folders inside an artifact: they arrive, or their step fails where the engine's store knows only files; they never get lost on the way. */
import { artifact, flow } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const artifactLinks = flow("artifact-links", { owner: "ml" }, ({ step }) => {
  const folder = (name: string, script: string, check: string) => {
    const made = step(`make-${name}`, {
      image: shell,
      outputs: { folder: artifact("folder") },
      command: ({ outputs }) => ["sh", "-c", script, outputs.folder.path],
    });
    step(`use-${name}`, {
      image: shell,
      inputs: { folder: made.outputs.folder },
      command: ({ inputs }) => ["sh", "-c", check, inputs.folder.path],
    });
  };
  folder("link", 'mkdir "$0"; printf a >"$0/file"; ln -s file "$0/link"', '[ -L "$0/link" ] && [ "$(cat "$0/link")" = a ]');
  folder("empty", 'mkdir -p "$0/empty/deep"; printf a >"$0/file"', '[ -d "$0/empty/deep" ] && [ "$(cat "$0/file")" = a ]');
  step("aside", { image: shell, command: () => ["true"] });
});
