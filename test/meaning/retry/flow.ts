/** Extra attempts: one that succeeds at its third, one that never does, one that has none, and one that repeats only lost pods. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const retry = flow("retry", { owner: "ml" }, ({ run, step }) => {
  const third = step("third", {
    image: shell,
    outputs: { attempt: z.int() },
    command: ({ outputs }) => ["sh", "-c", '[ "$1" = 3 ] && printf %s "$1" >"$0"', outputs.attempt.path, run.attempt],
    retry: { limit: 4, backoff: { initial: "1s", factor: 2, max: "2s" } },
  });
  step("use", {
    image: shell,
    outputs: { out: z.int() },
    command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.out.path, third.outputs.attempt],
  });
  const never = step("never", { image: shell, command: () => ["sh", "-c", "exit 3"], retry: { limit: 2 } });
  step("after-never", { image: shell, after: [never], command: () => ["true"] });
  step("without", { image: shell, command: () => ["sh", "-c", "exit 4"] });
  step("own-fault", { image: shell, command: () => ["sh", "-c", "exit 5"], retry: { limit: 3, on: "infrastructure" } });
  step("any-fault", {
    image: shell,
    outputs: { attempt: z.int() },
    command: ({ outputs }) => ["sh", "-c", '[ "$1" = 2 ] && printf %s "$1" >"$0"', outputs.attempt.path, run.attempt],
    retry: { limit: 2, on: "any" },
  });
});
