/**
 * One step, then two side by side: order without data is `after`.
 *
 * Redoes steps.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const steps = flow("steps", { owner: "platform-team" }, ({ step }) => {
  const busybox = image("busybox");
  const open = step("open", { image: busybox, command: () => ["echo", "open"] });
  step("read", { image: busybox, after: [open], command: () => ["echo", "read"] });
  step("count", { image: busybox, after: [open], command: () => ["echo", "count"] });
});
