/** An output that was not written fails the attempt, unless it is optional. */
import { artifact, flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const outputMissing = flow("output-missing", { owner: "ml" }, ({ step }) => {
  const lazy = step("lazy", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => ["sh", "-c", ": $0", outputs.out.path],
  });
  step("after-lazy", { image: shell, command: () => ["echo", lazy.outputs.out] });
  step("no-file", { image: shell, outputs: { file: artifact("text") }, command: ({ outputs }) => ["sh", "-c", ": $0", outputs.file.path] });
  const maybe = step("maybe", {
    image: shell,
    outputs: { note: z.string().optional(), count: z.int().optional(), given: z.string().optional() },
    command: ({ outputs }) => ["sh", "-c", 'printf here >"$2"', outputs.note.path, outputs.count.path, outputs.given.path],
  });
  step("use", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'printf "%s %s %s" "$1" "$2" "$3" >"$0"',
      outputs.out.path,
      maybe.outputs.note.orElse("nothing"),
      maybe.outputs.count.orElse(-1),
      maybe.outputs.given.orElse("nothing"),
    ],
  });
});
