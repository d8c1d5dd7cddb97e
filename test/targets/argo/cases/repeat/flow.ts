/** `repeatUntil`: the last round's results leave it, artifacts too; a condition that never holds fails it. */
import { artifact, flow, z } from "../../../../../schema/index.ts";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const repeat = flow("repeat", { owner: "ml", params: { enough: z.int().default(3) } }, ({ params, step, repeatUntil }) => {
  const start = step("start", { image: shell, outputs: { from: z.int() }, command: ({ outputs }) => ["sh", "-c", 'printf 3 >"$0"', outputs.from.path] });
  const tuned = repeatUntil("tune", { max: 8, until: (round) => round.outputs.score.gte(params.enough) }, () =>
    step("round", {
      image: shell,
      outputs: { score: z.number(), model: artifact("text") },
      // Random enough to end: the last digit of the process id grows past the bound.
      command: ({ outputs }) => ["sh", "-c", 'printf $(($$ % 5)) >"$0"; printf "model $$" >"$1"', outputs.score.path, outputs.model.path, start.outputs.from],
    }),
  );
  step("report", { image: shell, inputs: { model: tuned.outputs.model, score: tuned.outputs.score }, command: ({ inputs }) => ["sh", "-c", 'echo "$0 $(cat "$1")"', inputs.score, inputs.model.path] });
  const grown = repeatUntil("grow", { max: 3, until: (round) => round.total.gte(6) }, () => {
    const first = step("first", { image: shell, outputs: { size: z.int() }, command: ({ outputs }) => ["sh", "-c", 'printf 2 >"$0"', outputs.size.path] });
    const second = step("second", { image: shell, inputs: { size: first.outputs.size }, outputs: { total: z.int() }, command: ({ inputs, outputs }) => ["sh", "-c", 'printf $(($1 * 4)) >"$0"', outputs.total.path, inputs.size] });
    return { total: second.outputs.total };
  });
  step("grown", { image: shell, command: () => ["echo", `total ${grown.total}`] });
  const never = repeatUntil("never", { max: 2, until: (round) => round.outputs.score.gte(100) }, () =>
    step("low", { image: shell, outputs: { score: z.int() }, command: ({ outputs }) => ["sh", "-c", 'printf 1 >"$0"', outputs.score.path] }),
  );
  step("not-run", { image: shell, command: () => ["echo", `score ${never.outputs.score}`] });
});

export const surroundings = { environment: { namespace: "default" } };
