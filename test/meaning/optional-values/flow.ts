/** Optional outputs with their defaults: in a loop, gathered, in a condition; an empty text is a value. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

const write = 'printf %s "$1" >"$0"';
export const optionalValues = flow(
  "optional-values",
  { owner: "ml", params: { words: z.array(z.string()).default(["yes", "no", ""]) } },
  ({ params, step, forEach, when }) => {
    const all = forEach("each", params.words, (word) => {
      const made = step("made", {
        image: shell,
        outputs: { note: z.string().optional(), count: z.int().optional(), list: z.array(z.int()).optional() },
        command: ({ outputs }) => [
          "sh",
          "-c",
          '[ "$3" = no ] || { printf %s "$3" >"$0"; printf 7 >"$1"; printf "[1]" >"$2"; }',
          outputs.note.path,
          outputs.count.path,
          outputs.list.path,
          word,
        ],
      });
      when(made.outputs.count.orElse(0).gt(5), () => step("counted", { image: shell, command: () => ["true"] }));
      const seen = step("seen", {
        image: shell,
        outputs: { out: z.string() },
        command: ({ outputs }) => [
          "sh",
          "-c",
          write,
          outputs.out.path,
          `${made.outputs.note.orElse("none")}|${made.outputs.count.orElse(-1)}|${made.outputs.list.orElse([])}`,
        ],
      });
      return { out: seen.outputs.out, note: made.outputs.note.orElse("left out") };
    });
    step("gathered", {
      image: shell,
      outputs: { out: z.array(z.string()), notes: z.array(z.string()) },
      command: ({ outputs }) => [
        "sh",
        "-c",
        'printf %s "$2" >"$0"; printf %s "$3" >"$1"',
        outputs.out.path,
        outputs.notes.path,
        all.out,
        all.note,
      ],
    });
  },
);
