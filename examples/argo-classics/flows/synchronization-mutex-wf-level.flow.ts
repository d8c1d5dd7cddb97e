/**
 * Of all runs that name this mutex, one at a time goes on.
 *
 * Redoes synchronization-mutex-wf-level.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const synchronizationMutexWfLevel = flow(
  "synchronization-mutex-wf-level",
  { owner: "platform-team", mutexes: ["migration"] },
  ({ step }) => {
    step("migrate", { image: image("busybox"), command: () => ["echo", "alone"] });
  },
);
