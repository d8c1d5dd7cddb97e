/**
 * A counter that goes up to a limit: the recursion only counted, so a range says it.
 *
 * Redoes recursive-for-loop.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const recursiveForLoop = flow(
  "recursive-for-loop",
  { owner: "platform-team", params: { limit: z.int().min(0).max(100).default(10) } },
  ({ params, step, forEach, range }) => {
    forEach("count", range(params.limit), { parallelism: 1 }, (n) => step("tick", { image: image("busybox"), command: () => ["echo", n] }));
  },
);
