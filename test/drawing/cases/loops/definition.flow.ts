import { artifact, flow, image, z } from "millwright";

export const shards = flow(
  "shards",
  { owner: "search", params: { rounds: z.int().min(1).max(9).default(3) } },
  ({ params, step, forEach, range, repeatUntil }) => {
    const churn = image("churn");
    const plan = step("plan", {
      image: churn,
      outputs: { shards: z.array(z.object({ uri: z.string(), rows: z.int() })) },
      command: ({ outputs }) => ["plan", outputs.shards.path],
    });
    const counted = forEach("per-shard", plan.outputs.shards, { parallelism: 5 }, (shard) => {
      const count = step("count", {
        image: churn,
        outputs: { rows: z.int(), sample: artifact("parquet") },
        command: ({ outputs }) => ["count", shard.uri, "--expect", shard.rows, outputs.rows.path, outputs.sample.path],
      });
      const check = step("check", {
        image: churn,
        inputs: { sample: count.outputs.sample },
        command: ({ inputs }) => ["check", inputs.sample.path],
      });
      step("log", { image: churn, after: [check], command: () => ["log"] });
      return { rows: count.outputs.rows, sample: count.outputs.sample };
    });
    const nested = forEach("round", range(params.rounds), { after: [counted] }, (round) =>
      forEach("language", ["en", "sv"], { parallelism: 1 }, (language) =>
        step("translate", {
          image: churn,
          outputs: { text: artifact("jsonl") },
          command: ({ outputs }) => ["translate", round, language, outputs.text.path],
        }),
      ),
    );
    const merged = step("merge", {
      image: churn,
      inputs: { rows: counted.rows, samples: counted.sample, texts: nested.outputs.text },
      command: ({ inputs }) => ["merge", inputs.rows, inputs.samples.paths, inputs.texts.paths],
    });
    const polished = repeatUntil("polish", { max: 5, until: (last) => last.outputs.quality.gte(0.9), after: [merged] }, () =>
      step("pass", { image: churn, outputs: { quality: z.number() }, command: ({ outputs }) => ["polish", outputs.quality.path] }),
    );
    step("end", { image: churn, command: () => ["end", polished.outputs.quality, plan.outputs.shards.length] });
  },
);
