/**
 * A scratch directory for one attempt, with a size.
 *
 * Redoes volumes-emptydir.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const volumesEmptydir = flow("volumes-emptydir", { owner: "platform-team" }, ({ step }) => {
  step("scribble", {
    image: image("alpine"),
    volumes: { scratch: { mountAt: "/scratch", empty: "256Mi" } },
    command: () => ["sh", "-c", "grep /scratch /proc/mounts && touch /scratch/here"],
  });
});
