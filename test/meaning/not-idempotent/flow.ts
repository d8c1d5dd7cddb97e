/** A step that may not be repeated has a retry: this flow is refused. */
import { flow } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const notIdempotent = flow("not-idempotent", { owner: "ml" }, ({ step }) => {
  step("pay", { image: shell, command: () => ["true"], idempotent: false, retry: { limit: 1 } });
});
