/** Artifacts leave branches like values; a branch inside a loop is decided for each item. */
import { artifact, flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const branchArtifacts = flow(
  "branch-artifacts",
  { owner: "ml", params: { good: z.boolean().default(true) } },
  ({ params, step, when, forEach }) => {
    const write = 'printf %s "$1" >"$0"';
    const chosen = when(params.good.isTrue, () =>
      step("good", {
        image: shell,
        outputs: { file: artifact("text") },
        command: ({ outputs }) => ["sh", "-c", write, outputs.file.path, "good file"],
      }),
    ).otherwise(() =>
      step("bad", {
        image: shell,
        outputs: { file: artifact("text") },
        command: ({ outputs }) => ["sh", "-c", write, outputs.file.path, "bad file"],
      }),
    );
    step("use", {
      image: shell,
      inputs: { file: chosen.outputs.file },
      outputs: { out: z.string() },
      command: ({ inputs, outputs }) => ["sh", "-c", 'cat "$1" >"$0"', outputs.out.path, inputs.file.path],
    });
    const sizes = forEach("each", [1, 5, 9], (number) => {
      const size = when(number.gt(4), () =>
        step("above", {
          image: shell,
          outputs: { out: z.string() },
          command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, `above ${number}`],
        }),
      ).otherwise(() =>
        step("below", {
          image: shell,
          outputs: { out: z.string() },
          command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, `below ${number}`],
        }),
      );
      return { size: size.outputs.out };
    });
    step("sizes", {
      image: shell,
      outputs: { out: z.array(z.string()) },
      command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, sizes.size],
    });
  },
);
