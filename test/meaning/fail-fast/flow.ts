/** `failFast: true`: after a failure nothing new begins. */
import { flow } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const failFast = flow("fail-fast", { owner: "ml", failFast: true }, ({ step }) => {
  step("bad", { image: shell, command: () => ["sh", "-c", "exit 1"] });
  const slow = step("slow", { image: shell, command: () => ["sleep", "6"] });
  step("slower", { image: shell, after: [slow], command: () => ["true"] });
});
