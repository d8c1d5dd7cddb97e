/**
 * A loop between two steps: what comes after it waits for every round.
 *
 * Redoes loops-dag.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const loopsDag = flow("loops-dag", { owner: "platform-team" }, ({ step, forEach }) => {
  const busybox = image("busybox");
  const before = step("before", { image: busybox, command: () => ["echo", "before"] });
  const rounds = forEach("each-colour", ["red", "green", "blue"], { after: [before] }, (colour) =>
    step("paint", { image: busybox, command: () => ["echo", colour] }),
  );
  step("afterwards", { image: busybox, after: [rounds], command: () => ["echo", "afterwards"] });
});
