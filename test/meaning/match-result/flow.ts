/** One body for each member of an enum; the result is that of the one that ran. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const matchResult = flow(
  "match-result",
  { owner: "ml", params: { size: z.enum(["small", "large", "none"]).default("small") } },
  ({ params, step, match }) => {
    const write = 'printf %s "$1" >"$0"';
    const base = step("base", {
      image: shell,
      outputs: { out: z.int() },
      command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, 1],
    });
    const sized = match(params.size, {
      small: () => ({
        value: step("small", {
          image: shell,
          outputs: { out: z.int() },
          command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, 2],
        }).outputs.out,
      }),
      large: () => {
        const first = step("large-first", {
          image: shell,
          outputs: { out: z.int() },
          command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, 100],
        });
        return {
          value: step("large-second", {
            image: shell,
            outputs: { out: z.int() },
            command: ({ outputs }) => ["sh", "-c", 'printf "$(($1 + 1))" >"$0"', outputs.out.path, first.outputs.out],
          }).outputs.out,
        };
      },
      none: () => ({ value: base.outputs.out }),
    });
    step("use", {
      image: shell,
      outputs: { out: z.string() },
      command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, `size ${sized.value}`],
    });
  },
);
