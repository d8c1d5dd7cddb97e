/** A folder that survives the attempts of a step, one for each instance, and is empty for the next run. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const checkpoint = flow("checkpoint", { owner: "ml" }, ({ run, step, forEach }) => {
  const resume = 'cat "$1/state" >"$0" 2>/dev/null; echo "$2" >>"$1/state"; [ "$3" = 3 ]';
  const alone = step("alone", {
    image: shell,
    outputs: { before: z.string() },
    command: ({ outputs, checkpoint }) => ["sh", "-c", resume, outputs.before.path, checkpoint.path, "x", run.attempt],
    checkpoint: true,
    retry: { limit: 2 },
  });
  forEach("each", ["a", "b"], (word) =>
    step("item", {
      image: shell,
      outputs: { before: z.string() },
      command: ({ outputs, checkpoint }) => ["sh", "-c", resume, outputs.before.path, checkpoint.path, word, run.attempt],
      checkpoint: true,
      retry: { limit: 2 },
    }),
  );
  step("after", { image: shell, after: [alone], command: () => ["true"] });
});
