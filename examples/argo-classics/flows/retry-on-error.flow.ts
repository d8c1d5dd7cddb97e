/**
 * Both kinds of failure are repeated: a command that exits non-zero, and a pod that is lost.
 *
 * Redoes retry-on-error.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const retryOnError = flow("retry-on-error", { owner: "platform-team" }, ({ step, run }) => {
  step("try", {
    image: image("python"),
    retry: { limit: 2, on: "any" },
    command: () => ["python", "-c", "import random, sys; print(sys.argv[1]); sys.exit(random.randrange(5))", `attempt ${run.attempt}`],
  });
});
