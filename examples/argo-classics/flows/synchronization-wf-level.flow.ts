/**
 * As many runs at a time as a config map says.
 *
 * Redoes synchronization-wf-level.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const synchronizationWfLevel = flow(
  "synchronization-wf-level",
  { owner: "platform-team", semaphores: [{ configMap: "limits", key: "runs" }] },
  ({ step }) => {
    step("work", { image: image("busybox"), command: () => ["echo", "one of a few"] });
  },
);
