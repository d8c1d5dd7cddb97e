/** Approvals: without an answer in time, or with a "no", the step after is not run. */
import { flow } from "../../../../../schema/index.ts";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const approvals = flow("approvals", { owner: "ml" }, ({ step, approval }) => {
  const release = approval("release", { message: "Release the model?", expires: "3s" });
  step("publish", { image: shell, command: () => ["echo", "published"], after: [release] });
  step("other", { image: shell, command: () => ["true"] });
});

export const surroundings = { environment: { namespace: "default" } };
