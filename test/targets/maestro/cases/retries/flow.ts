/** What is left out would be two retries of failures and ten of the platform; times are whole seconds. */
import { flow, z } from "../../../../../schema/index.ts";

const image = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const options = { timeoutsCountWaiting: true };
export const retries = flow("retries", { owner: "ml", timeout: "90m" }, ({ run, step }) => {
  step("none", { image, command: () => ["true"] });
  step("some", { image, command: () => ["true"], retry: { limit: 3 } });
  step("growing", { image, command: () => ["true"], retry: { limit: 4, backoff: { initial: "30s", factor: 2, max: "5m" } } });
  step("unbounded", { image, command: () => ["true"], retry: { limit: 2, backoff: { initial: "10s", factor: 3 } } });
  step("steady", { image, command: () => ["true"], retry: { limit: 2, backoff: { initial: "1m", factor: 1 } } });
  step("timed", {
    image,
    outputs: { attempt: z.int() },
    command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.attempt.path, run.attempt],
    timeout: "90m",
    retry: { limit: 1 },
  });
});
