/** A bound on the running time of one attempt: it is a failure, it is repeated like one, and others go on. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const timeoutAttempt = flow("timeout-attempt", { owner: "ml" }, ({ run, step }) => {
  const late = step("late", { image: shell, command: () => ["sleep", "120"], timeout: "3s", terminationGrace: "1s" });
  step("after-late", { image: shell, after: [late], command: () => ["true"] });
  step("second", {
    image: shell,
    outputs: { attempt: z.int() },
    command: ({ outputs }) => ["sh", "-c", '[ "$1" = 2 ] || sleep 120; printf %s "$1" >"$0"', outputs.attempt.path, run.attempt],
    timeout: "8s",
    terminationGrace: "1s",
    retry: { limit: 1 },
  });
  step("in-time", { image: shell, command: () => ["sleep", "1"], timeout: "60s" });
});
