/**
 * A step that may run ten seconds.
 *
 * Redoes timeouts-step.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const timeoutsStep = flow("timeouts-step", { owner: "platform-team" }, ({ step }) => {
  step("oversleep", { image: image("busybox"), timeout: "10s", command: () => ["sleep", 86_400] });
});
