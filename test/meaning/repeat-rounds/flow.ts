/** Rounds that come nearer: a volume of the run counts them. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const repeatRounds = flow("repeat-rounds", { owner: "ml" }, ({ step, repeatUntil }) => {
  const counted = repeatUntil("count", { max: 5, until: (round) => round.total.gte(3) }, () => {
    const first = step("first", {
      image: shell,
      volumes: { shared: { mountAt: "/shared", perRun: "1Mi" } },
      outputs: { lines: z.int() },
      command: ({ outputs }) => ["sh", "-c", 'echo x >>/shared/rounds; printf "$(grep -c x /shared/rounds)" >"$0"', outputs.lines.path],
    });
    const second = step("second", {
      image: shell,
      outputs: { total: z.int() },
      command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.total.path, first.outputs.lines],
    });
    return { total: second.outputs.total };
  });
  step("use", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'printf "total %s" "$1" >"$0"', outputs.out.path, counted.total],
  });
});
