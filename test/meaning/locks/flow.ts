/** Mutexes, semaphores and priorities of a flow and of its steps, together: a run waits, its parameters are checked, and its result is the same. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const locks = flow(
  "locks",
  {
    owner: "ml",
    params: { count: z.int().max(4).default(3) },
    mutexes: ["meaning-locks"],
    semaphores: [{ configMap: "meaning-limits", key: "flows" }],
    priority: 10,
    schedule: { cron: "0 0 * * *", timezone: "UTC", params: () => ({ count: 2 }) },
  },
  ({ params, step, forEach, range, run }) => {
    const all = forEach("each", range(params.count), (number) =>
      step("two-at-once", {
        image: shell,
        semaphores: [{ configMap: "meaning-limits", key: "steps" }],
        priority: "meaning-urgent",
        retry: { limit: 1 },
        outputs: { out: z.int() },
        command: ({ outputs }) => [
          "sh",
          "-c",
          'sleep 1; [ "$1" -ne 0 ] || [ "$2" -eq 2 ] || exit 1; printf %s "$1" >"$0"',
          outputs.out.path,
          number,
          run.attempt,
        ],
      }),
    );
    const timed = ["sh", "-c", 'start=$(date +%s%3N); sleep 1; printf "[%s,%s]" "$start" "$(date +%s%3N)" >"$0"'];
    const lock = (name: string, mutexes: readonly string[]) =>
      step(name, { image: shell, mutexes, outputs: { span: z.array(z.int()) }, command: ({ outputs }) => [...timed, outputs.span.path] });
    const first = lock("first", ["meaning-first", "meaning-both"]);
    const second = lock("second", ["meaning-both"]);
    step("apart", {
      image: shell,
      outputs: { apart: z.boolean() },
      command: ({ outputs }) => [
        "python3",
        "-c",
        "import json, sys\na, b = sorted(map(json.loads, sys.argv[2:]))\nopen(sys.argv[1], 'w').write(str(a[1] <= b[0]).lower())",
        outputs.apart.path,
        first.outputs.span,
        second.outputs.span,
      ],
    });
    step("gathered", {
      image: shell,
      outputs: { out: z.array(z.int()) },
      command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.out.path, all.outputs.out],
    });
  },
);
