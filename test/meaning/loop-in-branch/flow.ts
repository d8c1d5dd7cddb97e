/** A loop in a branch, its gathered list as the branch's result. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const loopInBranch = flow(
  "loop-in-branch",
  { owner: "ml", params: { go: z.boolean().default(true), words: z.array(z.string()).default(["a", "[b]"]) } },
  ({ params, step, when, forEach }) => {
    const write = 'printf %s "$1" >"$0"';
    const result = when(params.go.isTrue, () => {
      const all = forEach("each", params.words, (word) =>
        step("item", { image: shell, outputs: { out: z.string() }, command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, word] }),
      );
      return { list: all.outputs.out };
    }).otherwise(() => ({
      list: step("other", {
        image: shell,
        outputs: { out: z.array(z.string()) },
        command: ({ outputs }) => ["sh", "-c", 'printf \'["o"]\' >"$0"', outputs.out.path],
      }).outputs.out,
    }));
    step("use", {
      image: shell,
      outputs: { out: z.array(z.string()) },
      command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, result.list],
    });
  },
);
