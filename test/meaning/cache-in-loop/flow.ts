/** Cached steps in a loop: each item has its own entry, and a parameter that the command names is part of the key. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const cacheInLoop = flow(
  "cache-in-loop",
  { owner: "ml", params: { suffix: z.string().default("x") } },
  ({ params, step, forEach }) => {
    const all = forEach("each", ["a", "b"], (word) =>
      step("cached", {
        image: shell,
        env: { SUFFIX: params.suffix },
        outputs: { token: z.string() },
        command: ({ outputs }) => ["sh", "-c", 'printf "%s%s" "$1" "$SUFFIX" >"$0"', outputs.token.path, word],
        cache: { maxAge: "1h" },
      }),
    );
    step("use", {
      image: shell,
      outputs: { out: z.array(z.string()) },
      command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.out.path, all.outputs.token],
    });
  },
);
