/** Loops over ranges whose length is known only at run time, none among them; loops of loops over them. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const loopRange = flow(
  "loop-range",
  { owner: "ml", params: { count: z.int().min(0).max(5).default(2) } },
  ({ params, step, forEach, range }) => {
    const made = step("made", {
      image: shell,
      outputs: { none: z.int() },
      command: ({ outputs }) => ["sh", "-c", 'printf 0 >"$0"', outputs.none.path],
    });
    const outer = forEach("outer", range(params.count), (i) => {
      const inner = forEach("inner", range(i), (j) =>
        step("pair", {
          image: shell,
          outputs: { out: z.string() },
          command: ({ outputs }) => ["sh", "-c", 'printf "%s,%s" "$1" "$2" >"$0"', outputs.out.path, i, j],
        }),
      );
      return { pairs: inner.outputs.out };
    });
    const none = forEach("none", range(made.outputs.none), (i) =>
      step("never", {
        image: shell,
        outputs: { out: z.int() },
        command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.out.path, i],
      }),
    );
    step("use", {
      image: shell,
      outputs: { out: z.string() },
      command: ({ outputs }) => ["sh", "-c", 'printf "%s %s" "$1" "$2" >"$0"', outputs.out.path, outer.pairs, none.outputs.out],
    });
  },
);
