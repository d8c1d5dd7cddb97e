/** `repeatUntil` in a loop, and a loop in `repeatUntil`. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const repeatInLoop = flow("repeat-in-loop", { owner: "ml" }, ({ step, forEach, repeatUntil }) => {
  const add = 'printf "$(($1 + $2))" >"$0"';
  const all = forEach("each", [1, 2], (number) => {
    const tuned = repeatUntil("tune", { max: 2, until: (round) => round.outputs.score.gte(2) }, () =>
      step("round", {
        image: shell,
        outputs: { score: z.int() },
        command: ({ outputs }) => ["sh", "-c", add, outputs.score.path, number, 1],
      }),
    );
    return { score: tuned.outputs.score };
  });
  const rounds = repeatUntil("outer", { max: 2, until: (round) => round.sum.gte(0) }, () => {
    const parts = forEach("part", all.score, (score) =>
      step("plus", { image: shell, outputs: { out: z.int() }, command: ({ outputs }) => ["sh", "-c", add, outputs.out.path, score, 10] }),
    );
    return {
      sum: step("sum", {
        image: shell,
        outputs: { out: z.int() },
        command: ({ outputs }) => [
          "sh",
          "-c",
          'sum=0; for n in $(printf %s "$1" | tr -c 0-9 " "); do sum=$((sum + n)); done; printf "$sum" >"$0"',
          outputs.out.path,
          parts.outputs.out,
        ],
      }).outputs.out,
      parts: parts.outputs.out,
    };
  });
  step("use", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'printf "%s %s" "$1" "$2" >"$0"', outputs.out.path, rounds.sum, rounds.parts],
  });
});
