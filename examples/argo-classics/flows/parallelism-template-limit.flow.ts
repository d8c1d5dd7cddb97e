/**
 * Ten rounds, of which this loop does two at a time, whatever else the run does.
 *
 * Redoes parallelism-template-limit.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const parallelismTemplateLimit = flow("parallelism-template-limit", { owner: "platform-team" }, ({ step, forEach, range }) => {
  forEach("each-nap", range(10), { parallelism: 2 }, () => step("nap", { image: image("busybox"), command: () => ["sleep", 10] }));
});
