/**
 * As many of these steps at a time as a config map says, over all runs.
 *
 * Redoes synchronization-tmpl-level.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const synchronizationTmplLevel = flow("synchronization-tmpl-level", { owner: "platform-team" }, ({ step, forEach, range }) => {
  forEach("each-client", range(5), () =>
    step("connect", {
      image: image("busybox"),
      semaphores: [{ configMap: "limits", key: "connections" }],
      command: () => ["sleep", 10],
    }),
  );
});
