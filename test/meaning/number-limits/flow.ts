/** Numbers near the limits of their types arrive unchanged. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const numberLimits = flow(
  "number-limits",
  {
    owner: "ml",
    params: { most: z.int().default(9007199254740991), least: z.int().default(-9007199254740991), near: z.number().default(0.1) },
  },
  ({ params, step, forEach, when }) => {
    const write = 'printf %s "$1" >"$0"';
    const most = step("most", {
      image: shell,
      outputs: { out: z.int() },
      command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, params.most],
    });
    step("again", {
      image: shell,
      outputs: { out: z.string() },
      command: ({ outputs }) => [
        "sh",
        "-c",
        'printf "%s %s %s" "$1" "$2" "$3" >"$0"',
        outputs.out.path,
        most.outputs.out,
        params.least,
        params.near,
      ],
    });
    const made = step("made", {
      image: shell,
      outputs: { list: z.array(z.int()), small: z.number() },
      command: ({ outputs }) => [
        "sh",
        "-c",
        'printf "[9007199254740991,-1,10000000]" >"$0"; printf 5e-324 >"$1"',
        outputs.list.path,
        outputs.small.path,
      ],
    });
    const all = forEach("each", made.outputs.list, (number) =>
      step("item", { image: shell, outputs: { out: z.int() }, command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, number] }),
    );
    step("gathered", {
      image: shell,
      outputs: { out: z.string() },
      command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, all.outputs.out],
    });
    when(made.outputs.small.gt(0), () => step("above", { image: shell, command: () => ["true"] }));
    when(most.outputs.out.eq(9007199254740991), () => step("equal", { image: shell, command: () => ["true"] }));
  },
);
