/**
 * A list worked off one at a time, which ends at the first failure.
 *
 * Redoes loops-arbitrary-sequential-steps.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const loopsArbitrarySequentialSteps = flow(
  "loops-arbitrary-sequential-steps",
  {
    owner: "platform-team",
    failFast: true,
    params: {
      tasks: z.array(z.object({ title: z.string(), exit: z.int().min(0).max(255) })).default([
        { title: "pack", exit: 0 },
        { title: "ship", exit: 1 },
        { title: "bill", exit: 0 },
      ]),
    },
  },
  ({ params, step, forEach }) => {
    forEach("each-task", params.tasks, { parallelism: 1 }, (task) =>
      step("work", { image: image("busybox"), command: () => ["sh", "-c", 'echo "$1"; exit "$2"', "sh", task.title, task.exit] }),
    );
  },
);
