/** A command that takes more memory than it may has failed; it is repeated like a failure, and not like a lost pod. */
import { flow } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const memory = flow("memory", { owner: "ml" }, ({ step }) => {
  const eat = ["python3", "-c", "x = bytearray(512 * 1024 * 1024)\nfor i in range(0, len(x), 4096): x[i] = 1\nimport time; time.sleep(5)"];
  step("greedy", { image: shell, command: () => eat, resources: { memory: "64Mi" }, retry: { limit: 1 } });
  step("greedy-once", { image: shell, command: () => eat, resources: { memory: "64Mi" }, retry: { limit: 1, on: "infrastructure" } });
});
