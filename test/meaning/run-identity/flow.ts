/** The run's name is the same for all steps and attempts, and new for the next run; attempts count from one. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const runIdentity = flow("run-identity", { owner: "ml" }, ({ run, step }) => {
  const first = step("first", {
    image: shell,
    outputs: { id: z.string().max(63), attempt: z.int() },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'case $2 in "" | *[!a-z0-9-]*) exit 1 ;; esac; printf %s "$2" >"$0"; printf %s "$3" >"$1"',
      outputs.id.path,
      outputs.attempt.path,
      run.id,
      run.attempt,
    ],
  });
  step("second", {
    image: shell,
    command: () => ["sh", "-c", '[ "$0" = "$1" ] && [ "$2" = 2 ]', first.outputs.id, run.id, run.attempt],
    retry: { limit: 1 },
  });
});
