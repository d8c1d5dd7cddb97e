/** Conditions in loops on texts with quotes, braces that are no template, backslashes and newlines. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const conditionsOnText = flow(
  "conditions-on-text",
  { owner: "ml", params: { words: z.array(z.string()).default(["it's", '"so"', "a\\nb", "a\nb", "true", "1", " 1", "$(x)", "é"]) } },
  ({ params, step, forEach, when }) => {
    forEach("each", params.words, (word) => {
      const made = step("made", {
        image: shell,
        outputs: { out: z.string() },
        command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.out.path, word],
      });
      when(
        made.outputs.out
          .eq("it's")
          .or(made.outputs.out.eq('"so"'))
          .or(made.outputs.out.eq("a\\nb"))
          .or(made.outputs.out.eq("$(x)"))
          .or(word.eq("é")),
        () => step("listed", { image: shell, command: () => ["true"] }),
      ).otherwise(() => step("other", { image: shell, command: () => ["true"] }));
      when(word.eq(made.outputs.out).not(), () => step("changed", { image: shell, command: () => ["true"] }));
    });
  },
);
