/** Rounds are written out: what the last round of a while step gave cannot be seen from outside. */
import { flow, z } from "../../../../../schema/index.ts";

const image = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";
const write = 'printf %s "$1" >"$0"';

export const rounds = flow("rounds", { owner: "ml", params: { enough: z.number().default(0.9) } }, ({ params, step, repeatUntil }) => {
  const tuned = repeatUntil("tune", { max: 3, until: (round) => round.outputs.score.gte(params.enough) }, () =>
    step("fit", { image, outputs: { score: z.number() }, command: ({ outputs }) => ["sh", "-c", write, outputs.score.path, "0.95"] }),
  );
  step("use", { image, command: () => ["echo", tuned.outputs.score] });
});
