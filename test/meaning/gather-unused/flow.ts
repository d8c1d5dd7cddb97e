/** What a loop's steps hand out and nothing uses is not gathered, whatever its text. */
import { artifact, flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const gatherUnused = flow("gather-unused", { owner: "ml" }, ({ step, forEach }) => {
  const all = forEach("each", ["[", '{"a"'], (text) =>
    step("item", {
      image: shell,
      outputs: { used: z.int(), unused: z.string(), file: artifact("text") },
      command: ({ outputs }) => [
        "sh",
        "-c",
        'printf 1 >"$0"; printf %s "$3" >"$1"; printf x >"$2"',
        outputs.used.path,
        outputs.unused.path,
        outputs.file.path,
        text,
      ],
    }),
  );
  step("use", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.out.path, all.outputs.used],
  });
  forEach("alone", ["x"], (text) =>
    step("word", {
      image: shell,
      outputs: { out: z.string() },
      command: ({ outputs }) => ["sh", "-c", 'printf "%s y" "$1" >"$0"', outputs.out.path, text],
    }),
  );
});
