/** Steps that hold the same mutex are never at work together; the result is the same. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const mutex = flow("mutex", { owner: "ml" }, ({ step, forEach, range }) => {
  const timed = ["sh", "-c", 'printf "$(date +%s%3N)" >"$0"; sleep 1; printf "$(date +%s%3N)" >"$1"'];
  const all = forEach("each", range(3), (number) =>
    step("alone", {
      image: shell,
      mutexes: ["meaning-mutex"],
      outputs: { start: z.int(), end: z.int() },
      command: ({ outputs }) => [...timed, outputs.start.path, outputs.end.path, number],
    }),
  );
  step("apart", {
    image: shell,
    outputs: { apart: z.boolean() },
    command: ({ outputs }) => [
      "python3",
      "-c",
      "import json, sys\nspans = sorted(zip(*map(json.loads, sys.argv[2:])))\napart = all(a[1] <= b[0] for a, b in zip(spans, spans[1:]))\nopen(sys.argv[1], 'w').write(str(apart).lower())",
      outputs.apart.path,
      all.outputs.start,
      all.outputs.end,
    ],
  });
});
