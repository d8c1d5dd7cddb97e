/** `repeatUntil` whose body returns several values and artifacts, alone, in loops, branches and calls: all of them come all the way out. */
import { artifact, flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

const write = 'printf %s "$1" >"$0"';
const words = z.array(z.string()).default(["x", "y"]);

export const repeated = flow("repeated", { owner: "ml", params: { words } }, ({ params, step, forEach, repeatUntil }) => {
  const all = forEach("each", params.words, (word) =>
    repeatUntil("tune", { max: 3, until: (round) => round.count.gte(2) }, () => {
      const made = step("try", {
        image: shell,
        outputs: { count: z.int(), word: z.string(), file: artifact("text"), other: artifact("text") },
        command: ({ outputs }) => [
          "sh",
          "-c",
          'printf 2 >"$0"; printf %s "$3" >"$1"; printf "file of %s" "$3" >"$2"; printf "other of %s" "$3" >"$4"',
          outputs.count.path,
          outputs.word.path,
          outputs.file.path,
          word,
          outputs.other.path,
        ],
      });
      return { count: made.outputs.count, deep: { word: made.outputs.word, file: made.outputs.file }, other: made.outputs.other };
    }),
  );
  return all;
});

export const repeatReturns = flow(
  "repeat-returns",
  { owner: "ml", params: { words, size: z.enum(["small", "large"]).default("small") } },
  ({ params, step, forEach, repeatUntil, when, match, call }) => {
    const tuned = (name: string) =>
      repeatUntil(`tune-${name}`, { max: 3, until: (round) => round.count.gte(2) }, () => {
        const made = step(`try-${name}`, {
          image: shell,
          outputs: { count: z.int(), word: z.string() },
          command: ({ outputs }) => ["sh", "-c", 'printf 2 >"$0"; printf %s "$2" >"$1"', outputs.count.path, outputs.word.path, name],
        });
        return { count: made.outputs.count, word: made.outputs.word };
      });
    const branch = when(params.words.length.gt(0), () => tuned("one")).otherwise(() => tuned("two"));
    const matched = match(params.size, { small: () => tuned("small"), large: () => tuned("large") });
    const rounds = repeatUntil("outer", { max: 2, until: (round) => round.count.gte(2) }, () => tuned("inner"));
    const looped = forEach("each", params.words, () => forEach("number", [1, 2], () => tuned("deep")));
    const called = call("called", repeated, {}).outputs;
    step("use", {
      image: shell,
      inputs: { files: called.deep.file, others: called.other },
      outputs: { out: z.string(), files: z.string() },
      command: ({ inputs, outputs }) => [
        "sh",
        "-c",
        `${write}; cat "$3"/* "$4"/* >"$2"`,
        outputs.out.path,
        `${branch.count} ${branch.word}, ${matched.count} ${matched.word}, ${rounds.count} ${rounds.word}, ${looped.count} ${looped.word}, ${called.count} ${called.deep.word}`,
        outputs.files.path,
        inputs.files.paths,
        inputs.others.paths,
      ],
    });
  },
);
