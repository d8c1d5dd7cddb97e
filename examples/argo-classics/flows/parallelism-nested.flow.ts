/**
 * Several workers side by side, each of which does its own jobs one after the other.
 *
 * Redoes parallelism-nested.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const parallelismNested = flow(
  "parallelism-nested",
  {
    owner: "platform-team",
    params: {
      workers: z.array(z.int()).default([1, 2, 3, 4]),
      jobs: z.array(z.string()).default(["wash", "dry", "fold"]),
    },
  },
  ({ params, step, forEach }) => {
    forEach("each-worker", params.workers, (worker) =>
      forEach("each-job", params.jobs, { parallelism: 1 }, (job) =>
        step("do", { image: image("busybox"), command: () => ["echo", `worker ${worker}: ${job}`] }),
      ),
    );
  },
);
