/** A run that somebody stops, in the engine's orderly way: nothing new begins, the exit handler runs. */
import { flow } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const stop = flow("stop", { owner: "ml" }, ({ step, onExit, onFailure }) => {
  const long = step("long", { image: shell, command: () => ["sleep", "120"], terminationGrace: "1s" });
  step("after-long", { image: shell, after: [long], command: () => ["true"] });
  onFailure("alarm", { image: shell, command: () => ["true"] });
  onExit("report", { image: shell, command: ({ status }) => ["test", status, "=", "cancelled"] });
});
