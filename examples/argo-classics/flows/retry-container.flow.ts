/**
 * A command that fails two times in three is tried again, ten times at most.
 *
 * Redoes retry-container.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const retryContainer = flow("retry-container", { owner: "platform-team" }, ({ step }) => {
  step("try", {
    image: image("python"),
    retry: { limit: 10 },
    command: () => ["python", "-c", "import random, sys; sys.exit(random.choice([0, 1, 1]))"],
  });
});
