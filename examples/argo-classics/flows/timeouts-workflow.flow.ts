/**
 * A run that ends after thirty seconds, whatever its steps are doing or waiting for.
 *
 * Redoes timeouts-workflow.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const timeoutsWorkflow = flow("timeouts-workflow", { owner: "platform-team", timeout: "30s" }, ({ step, forEach, range }) => {
  forEach("each-sleeper", range(3), () => step("oversleep", { image: image("busybox"), command: () => ["sleep", 86_400] }));
  step("wait-for-a-node", {
    image: image("busybox"),
    nodeSelector: { "kubernetes.io/arch": "none-such" },
    command: () => ["echo", "never"],
  });
});
