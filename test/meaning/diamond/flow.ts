/** Four steps: two depend on the first, the last on both; values and `after` draw edges alike. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const diamond = flow("diamond", { owner: "ml", params: { word: z.string().default("hej") } }, ({ params, step }) => {
  const top = step("top", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'printf "[%s]" "$1" >"$0"', outputs.out.path, params.word],
  });
  const left = step("left", {
    image: shell,
    inputs: { from: top.outputs.out },
    outputs: { out: z.string() },
    command: ({ inputs, outputs }) => ["sh", "-c", 'printf "l%s" "$1" >"$0"', outputs.out.path, inputs.from],
  });
  const right = step("right", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'printf "r%s" "$1" >"$0"', outputs.out.path, top.outputs.out],
  });
  step("bottom", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'printf "%s+%s" "$1" "$2" >"$0"', outputs.out.path, left.outputs.out, right.outputs.out],
  });
  step("last", { image: shell, after: [left, right], command: () => ["true"] });
});
