/**
 * Retries that wait longer each time, never longer than a bound.
 *
 * Redoes retry-backoff.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const retryBackoff = flow("retry-backoff", { owner: "platform-team" }, ({ step }) => {
  step("try", {
    image: image("python"),
    retry: { limit: 10, backoff: { initial: "1s", factor: 2, max: "5s" } },
    command: () => ["python", "-c", "import random, sys; sys.exit(random.choice([0, 1, 1]))"],
  });
});
