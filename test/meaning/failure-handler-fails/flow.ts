/** A failure handler that fails: the exit handler still runs. */
import { flow } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const failureHandlerFails = flow("failure-handler-fails", { owner: "ml" }, ({ step, onExit, onFailure }) => {
  step("work", { image: shell, command: () => ["sh", "-c", "exit 1"] });
  onFailure("alarm", { image: shell, command: () => ["sh", "-c", "exit 2"] });
  onExit("report", { image: shell, command: ({ status }) => ["test", status, "=", "failed"] });
});
