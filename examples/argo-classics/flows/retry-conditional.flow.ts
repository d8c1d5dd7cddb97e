/**
 * Only what is not the command's fault is repeated: a node that went away, not an exit code.
 *
 * Redoes retry-conditional.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const retryConditional = flow("retry-conditional", { owner: "platform-team" }, ({ step }) => {
  step("try", {
    image: image("python"),
    retry: { limit: 10, on: "infrastructure", backoff: { initial: "10s" } },
    command: () => ["python", "-c", "import random, sys; sys.exit(random.choice([0, 2]))"],
  });
});
