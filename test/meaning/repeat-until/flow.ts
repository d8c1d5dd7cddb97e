/** A body that is repeated until its result is enough: the last round's result leaves it. */
import { artifact, flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const repeatUntil = flow(
  "repeat-until",
  { owner: "ml", params: { enough: z.int().default(1) } },
  ({ params, step, repeatUntil }) => {
    const tuned = repeatUntil("tune", { max: 3, until: (round) => round.outputs.score.gte(params.enough) }, () =>
      step("round", {
        image: shell,
        outputs: { score: z.int(), file: artifact("text") },
        command: ({ outputs }) => ["sh", "-c", 'printf 1 >"$0"; printf file >"$1"', outputs.score.path, outputs.file.path],
      }),
    );
    step("use", {
      image: shell,
      inputs: { file: tuned.outputs.file },
      outputs: { out: z.string() },
      command: ({ inputs, outputs }) => [
        "sh",
        "-c",
        'printf "%s %s" "$1" "$(cat "$2")" >"$0"',
        outputs.out.path,
        tuned.outputs.score,
        inputs.file.path,
      ],
    });
  },
);
