/** Comparisons of numbers are of numbers, those of texts of texts; `and`, `or`, `not` combine them. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const conditions = flow(
  "conditions",
  {
    owner: "ml",
    params: { ten: z.int().default(10), nine: z.number().default(9.5), text: z.string().default("10"), yes: z.boolean().default(true) },
  },
  ({ params, step, when }) => {
    const made = step("made", {
      image: shell,
      outputs: { ten: z.number(), word: z.string(), object: z.object({ n: z.int(), ok: z.boolean() }), note: z.string().optional() },
      command: ({ outputs }) => [
        "sh",
        "-c",
        'printf 1e1 >"$0"; printf "true" >"$1"; printf "{\\"n\\":10,\\"ok\\":false}" >"$2"',
        outputs.ten.path,
        outputs.word.path,
        outputs.object.path,
        outputs.note.path,
      ],
    });
    when(params.ten.gt(params.nine), () => step("ten-above-nine", { image: shell, command: () => ["true"] }));
    when(made.outputs.ten.eq(params.ten), () => step("same-number", { image: shell, command: () => ["true"] }));
    when(params.text.eq("10"), () => step("same-text", { image: shell, command: () => ["true"] }));
    when(params.text.eq("10.0"), () => step("other-text", { image: shell, command: () => ["true"] }));
    when(made.outputs.word.eq("true"), () => step("word-true", { image: shell, command: () => ["true"] }));
    when(made.outputs.object.n.lte(10).and(made.outputs.object.ok.isTrue.not()), () =>
      step("fields", { image: shell, command: () => ["true"] }),
    );
    when(params.yes.isTrue.and(params.ten.lt(3).or(params.ten.ne(10))), () => step("neither", { image: shell, command: () => ["true"] }));
    when(made.outputs.note.orElse("none").eq("none"), () => step("left-out", { image: shell, command: () => ["true"] }));
  },
);
