/** At most so many steps of a run at once, in loops and beside them. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const flowParallelism = flow("flow-parallelism", { owner: "ml", parallelism: 2 }, ({ step, forEach, range }) => {
  const timed = ["sh", "-c", 'printf "$(date +%s%3N)" >"$0"; sleep 1; printf "$(date +%s%3N)" >"$1"'];
  const all = forEach("each", range(4), (number) =>
    step("item", {
      image: shell,
      outputs: { start: z.int(), end: z.int() },
      command: ({ outputs }) => [...timed, outputs.start.path, outputs.end.path, number],
    }),
  );
  step("aside", { image: shell, command: () => ["sleep", "1"] });
  step("most", {
    image: shell,
    outputs: { most: z.int().max(2) },
    command: ({ outputs }) => [
      "python3",
      "-c",
      "import json, sys\nstarts, ends = map(json.loads, sys.argv[2:])\nmost = max(sum(a <= at < b for a, b in zip(starts, ends)) for at in starts)\nopen(sys.argv[1], 'w').write(str(most))",
      outputs.most.path,
      all.outputs.start,
      all.outputs.end,
    ],
  });
});
