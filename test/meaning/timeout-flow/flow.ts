/** A bound on the whole run: what runs is stopped, the handlers still run. */
import { flow } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const timeoutFlow = flow("timeout-flow", { owner: "ml", timeout: "10s" }, ({ step, onExit, onFailure }) => {
  const late = step("late", { image: shell, command: () => ["sleep", "120"], terminationGrace: "1s" });
  step("after-late", { image: shell, after: [late], command: () => ["true"] });
  onFailure("alarm", { image: shell, command: ({ status }) => ["test", status, "=", "failed"] });
  onExit("report", { image: shell, command: ({ status }) => ["test", status, "=", "failed"] });
});
