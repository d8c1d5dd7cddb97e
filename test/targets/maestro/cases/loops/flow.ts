/** One array a loop; objects as texts, values from outside as parameters of the loop, results gathered by a step at the end of each iteration. */
import { flow, z } from "../../../../../schema/index.ts";

const image = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";
const write = 'printf %s "$1" >"$0"';

export const loops = flow("loops", { owner: "ml", params: { words: z.array(z.string()).default(["a$", ""]) } }, ({ params, run, step, forEach, range, when }) => {
  const plan = step("plan", {
    image,
    outputs: { shards: z.array(z.object({ uri: z.string(), rows: z.array(z.int()) })) },
    command: ({ outputs }) => ["sh", "-c", write, outputs.shards.path, "[]"],
  });
  const outer = forEach("shard", plan.outputs.shards, { parallelism: 40 }, (shard) => {
    const inner = forEach("row", shard.rows, (row) =>
      step("count", {
        image,
        outputs: { n: z.int(), note: z.string().optional() },
        command: ({ outputs }) => ["sh", "-c", write, outputs.n.path, row, shard.uri, run.id, outputs.note.path, params.words],
      }),
    );
    return { counts: inner.outputs.n, notes: inner.outputs.note };
  });
  const fixed = forEach("fixed", ["x", "y$"], { parallelism: 1 }, (text) => {
    const odd = when(text.eq("x"), () => ({ out: step("odd", { image, outputs: { out: z.string() }, command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, "o"] }).outputs.out })).otherwise(
      () => ({ out: text }),
    );
    return { out: odd.out };
  });
  forEach("numbers", range(plan.outputs.shards.length), (number) => step("one", { image, command: () => ["echo", number] }));
  step("use", { image, command: () => ["echo", outer.counts, outer.notes, fixed.out] });
});
