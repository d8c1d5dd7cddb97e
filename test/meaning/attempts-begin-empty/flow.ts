/** What a failed attempt wrote is gone when the next one begins. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const attemptsBeginEmpty = flow("attempts-begin-empty", { owner: "ml" }, ({ step, run }) => {
  step("careless", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'if [ "$1" = 1 ]; then printf old >"$0"; exit 1; fi', outputs.out.path, run.attempt],
    retry: { limit: 1 },
  });
  step("careful", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'if [ "$1" = 1 ]; then printf old >"$0"; exit 1; fi; [ ! -e "$0" ] && printf new >"$0"',
      outputs.out.path,
      run.attempt,
    ],
    retry: { limit: 1 },
  });
});
