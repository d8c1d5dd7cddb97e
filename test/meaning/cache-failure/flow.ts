/** A failure is not stored. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const cacheFailure = flow("cache-failure", { owner: "ml" }, ({ step }) => {
  step("cached", {
    image: shell,
    outputs: { token: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'printf x >"$0"; exit 1', outputs.token.path],
    cache: { maxAge: "1h" },
  });
});
