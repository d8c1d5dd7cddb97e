/** Text outside its type fails that attempt; the next one may do better. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const outputTypeRetried = flow("output-type-retried", { owner: "ml" }, ({ step, run }) => {
  const word = step("word", {
    image: shell,
    outputs: { out: z.enum(["yes", "no"]) },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'if [ "$1" = 2 ]; then printf yes >"$0"; else printf perhaps >"$0"; fi',
      outputs.out.path,
      run.attempt,
    ],
    retry: { limit: 3 },
  });
  step("use", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.out.path, word.outputs.out],
  });
});
