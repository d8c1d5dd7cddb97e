/**
 * One step for each member of a list that is known now.
 *
 * Redoes loops.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const loops = flow("loops", { owner: "platform-team" }, ({ step, forEach }) => {
  forEach("each-greeting", ["good morning", "good night"], (greeting) =>
    step("say", { image: image("busybox"), command: () => ["echo", greeting] }),
  );
});
