/** A loop over a thousand items. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const loopThousand = flow("loop-thousand", { owner: "ml" }, ({ step, forEach, range }) => {
  const all = forEach("each", range(1000), (number) =>
    step("item", {
      image: shell,
      outputs: { out: z.int() },
      command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.out.path, number],
    }),
  );
  step("sum", {
    image: shell,
    outputs: { sum: z.int() },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'sum=0; for n in $(printf %s "$1" | tr -c 0-9 " "); do sum=$((sum + n)); done; printf "$sum" >"$0"',
      outputs.sum.path,
      all.outputs.out,
    ],
  });
});
