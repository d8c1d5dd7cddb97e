/** Items are retried each by itself, inside a body of several steps. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const failureInLoopRetried = flow("failure-in-loop-retried", { owner: "ml" }, ({ run, step, forEach }) => {
  const all = forEach("each", [1, 2], (needed) => {
    const first = step("first", {
      image: shell,
      outputs: { out: z.int() },
      command: ({ outputs }) => ["sh", "-c", '[ "$1" -ge "$2" ] && printf %s "$1" >"$0"', outputs.out.path, run.attempt, needed],
      retry: { limit: 2 },
    });
    return {
      out: step("second", {
        image: shell,
        outputs: { out: z.int() },
        command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.out.path, first.outputs.out],
      }).outputs.out,
    };
  });
  step("use", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.out.path, all.out],
  });
});
