/** A loop over none, one and many items, gathered in item order. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const loopLengths = flow(
  "loop-lengths",
  { owner: "ml", params: { items: z.array(z.int()).default([]) } },
  ({ params, step, forEach }) => {
    const write = 'printf %s "$1" >"$0"';
    const all = forEach("each", params.items, (number) =>
      step("double", {
        image: shell,
        outputs: { twice: z.int() },
        command: ({ outputs }) => ["sh", "-c", 'printf "$(($1 * 2))" >"$0"', outputs.twice.path, number],
      }),
    );
    step("gathered", {
      image: shell,
      outputs: { out: z.string() },
      command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, all.outputs.twice],
    });
    step("after", {
      image: shell,
      after: [all],
      outputs: { length: z.int() },
      command: ({ outputs }) => ["sh", "-c", write, outputs.length.path, params.items.length],
    });
  },
);
