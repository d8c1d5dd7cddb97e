/** Values that leave a flow through nested results: a branch's, a loop's, a call's. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

const write = 'printf %s "$1" >"$0"';
export const resultInner = flow(
  "result-inner",
  { owner: "ml", params: { go: z.boolean(), words: z.array(z.string()) } },
  ({ params, step, when, forEach }) => {
    const all = forEach("each", params.words, (word) =>
      step("item", {
        image: shell,
        outputs: { out: z.string(), size: z.number() },
        command: ({ outputs }) => ["sh", "-c", 'printf %s "$2" >"$0"; printf "${#2}.50" >"$1"', outputs.out.path, outputs.size.path, word],
      }),
    );
    const chosen = when(params.go.isTrue, () =>
      step("yes", {
        image: shell,
        outputs: { out: z.object({ a: z.int() }) },
        command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, '{"a":1}'],
      }),
    ).otherwise(() =>
      step("no", {
        image: shell,
        outputs: { out: z.object({ a: z.int() }) },
        command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, '{"a":2}'],
      }),
    );
    return { words: all.outputs.out, sizes: all.outputs.size, chosen: chosen.outputs.out, deep: { go: params.go } };
  },
);
export const resultOfFlow = flow("result-of-flow", { owner: "ml" }, ({ call, step, when }) => {
  const one = call("one", resultInner, { go: true, words: ["a$b", "{}"] });
  const two = call("two", resultInner, { go: one.outputs.deep.go, words: one.outputs.words });
  step("use", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'printf "%s %s %s %s" "$1" "$2" "$3" "$4" >"$0"',
      outputs.out.path,
      two.outputs.words,
      two.outputs.sizes,
      two.outputs.chosen,
      two.outputs.chosen.a,
    ],
  });
  when(one.outputs.chosen.a.eq(1), () => step("one-is-one", { image: shell, command: () => ["true"] }));
});
