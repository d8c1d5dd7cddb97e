/** Retries: the bound on a wait is never the backend's bound on all attempts, so a step that runs longer than \`max\` still has its attempts; timeouts of steps and of the run. */
import { flow } from "../../../../../schema/index.ts";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const retries = flow("retries", { owner: "ml", timeout: "12h", keepFinished: { succeeded: "1d", failed: "7d" } }, ({ step, forEach }) => {
  step("none", { image: shell, command: () => ["true"] });
  step("plain", { image: shell, command: () => ["true"], retry: { limit: 3 } });
  step("long", { image: shell, command: () => ["sleep", "7200"], timeout: "3h", retry: { limit: 2, backoff: { initial: "30s", factor: 2, max: "10m" } } });
  forEach("each", ["a", "b"], (word) => step("item", { image: shell, command: () => ["echo", word], retry: { limit: 1 } }));
});
