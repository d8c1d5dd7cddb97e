/** Artifacts between steps whose images run as other users: files, folders, what a loop gathers; each may also change what it was given. */
import { artifact, flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

/** What an image that says `USER 1000` comes to; a laptop runs all commands as one user. */
const as = (user: number) => ({ argo: { container: { securityContext: { runAsUser: user, runAsGroup: user } } } });

export const artifactsOtherUsers = flow("artifacts-other-users", { owner: "ml" }, ({ step, forEach }) => {
  const made = step("make", {
    image: shell,
    patch: as(1000),
    outputs: { file: artifact("text"), folder: artifact("folder") },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'printf a >"$0"; mkdir -p "$1/deep/er"; printf b >"$1/top"; printf c >"$1/deep/er/file"',
      outputs.file.path,
      outputs.folder.path,
    ],
  });
  const gathered = forEach("group", [["x", "y"], []], (words) => ({
    words: forEach("word", words, (word) =>
      step("item", {
        image: shell,
        patch: as(1001),
        outputs: { file: artifact("text") },
        command: ({ outputs }) => ["sh", "-c", 'mkdir "$0"; printf %s "$1" >"$0/part"', outputs.file.path, word],
      }),
    ).outputs.file,
  }));
  const use = (name: string, patch: ReturnType<typeof as> | undefined) =>
    step(name, {
      image: shell,
      ...(patch !== undefined && { patch }),
      inputs: { file: made.outputs.file, folder: made.outputs.folder, words: gathered.words },
      outputs: { read: z.string(), changed: z.string() },
      command: ({ inputs, outputs }) => [
        "sh",
        "-c",
        [
          "set -e",
          'cat "$2" "$3/top" "$3/deep/er/file" "$4/00000/00000/part" "$4/00000/00001/part" >"$0"',
          '[ -d "$4/00001" ]',
          'printf more >>"$2"; printf new >"$3/deep/new"; rm "$3/top"; printf new >"$4/00001/00000"',
          'cat "$2" "$3"/*/new "$4/00001/00000" >"$1"',
        ].join("; "),
        outputs.read.path,
        outputs.changed.path,
        inputs.file.path,
        inputs.folder.path,
        inputs.words.paths,
      ],
    });
  use("as-root", undefined);
  use("as-other", as(2000));
});
