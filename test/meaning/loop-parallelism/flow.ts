/** At most so many bodies of a loop at once: the overlaps are counted by a step after it. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const loopParallelism = flow("loop-parallelism", { owner: "ml" }, ({ step, forEach, range }) => {
  const timed = ["sh", "-c", 'printf "$(date +%s%3N)" >"$0"; sleep 1; printf "$(date +%s%3N)" >"$1"'];
  // The most bodies that were at work at the start of any of them.
  const count = [
    "python3",
    "-c",
    "import json, sys\nout, starts, ends = sys.argv[1], *map(json.loads, sys.argv[2:])\nmost = max(sum(a <= at < b for a, b in zip(starts, ends)) for at in starts)\nopen(out, 'w').write(str(most))",
  ];
  const one = forEach("one", range(4), { parallelism: 1 }, (number) =>
    step("alone", {
      image: shell,
      outputs: { start: z.int(), end: z.int() },
      command: ({ outputs }) => [...timed, outputs.start.path, outputs.end.path, number],
    }),
  );
  const two = forEach("two", range(5), { parallelism: 2 }, (number) =>
    step("pair", {
      image: shell,
      outputs: { start: z.int(), end: z.int() },
      command: ({ outputs }) => [...timed, outputs.start.path, outputs.end.path, number],
    }),
  );
  step("most-of-one", {
    image: shell,
    outputs: { most: z.int() },
    command: ({ outputs }) => [...count, outputs.most.path, one.outputs.start, one.outputs.end],
  });
  step("most-of-two", {
    image: shell,
    outputs: { most: z.int().max(2) },
    command: ({ outputs }) => [...count, outputs.most.path, two.outputs.start, two.outputs.end],
  });
});
