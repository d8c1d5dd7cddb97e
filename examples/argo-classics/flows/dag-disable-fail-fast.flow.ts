/**
 * A branch that fails leaves the other alone: it runs to its end, and then the run has failed.
 *
 * Redoes dag-disable-failFast.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const dagDisableFailFast = flow("dag-disable-fail-fast", { owner: "platform-team", failFast: false }, ({ step }) => {
  const busybox = image("busybox");
  const start = step("start", { image: busybox, command: () => ["echo", "start"] });
  const slow = step("slow", { image: busybox, after: [start], retry: { limit: 2 }, command: () => ["sleep", 30] });
  step("broken", { image: busybox, after: [start], retry: { limit: 3 }, command: () => ["false"] });
  const next = step("next", { image: busybox, after: [slow], command: () => ["echo", "next"] });
  step("end", { image: busybox, after: [next], command: () => ["echo", "end"] });
});
