/**
 * Ten rounds, of which the whole run does two at a time.
 *
 * Redoes parallelism-limit.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const parallelismLimit = flow("parallelism-limit", { owner: "platform-team", parallelism: 2 }, ({ step, forEach, range }) => {
  forEach("each-nap", range(10), () => step("nap", { image: image("busybox"), command: () => ["sleep", 10] }));
});
