/**
 * Whatever happens, one handler runs last; another runs before it where the run failed.
 *
 * Redoes exit-handlers.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const exitHandlers = flow("exit-handlers", { owner: "platform-team" }, ({ step, run, onExit, onFailure }) => {
  const stumble = step("stumble", { image: image("busybox"), command: () => ["sh", "-c", "echo on purpose; exit 1"] });
  step("celebrate", { image: image("busybox"), after: [stumble], command: () => ["echo", "all went well"] });
  onFailure("console", { image: image("busybox"), command: () => ["echo", "better luck next time"] });
  onExit("tell", { image: image("busybox"), command: ({ status }) => ["echo", `run ${run.id}: ${status}`] });
});
