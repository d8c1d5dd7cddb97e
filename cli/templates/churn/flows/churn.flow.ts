import { artifact, config, flow, image, memory, z } from "millwright";

/** churn.toml, with the values of churn.prod.toml before it in prod. */
const settings = config("./churn.toml", z.object({ minimumAuc: z.number().min(0).max(1), memory: memory() }));
/** A name in images.lock.toml. */
const churnImage = image("churn");

export const churn = flow(
  "churn",
  {
    owner: "growth-ml",
    description: "Counts the day's events shard by shard, fits a model to them, and publishes it if it is good enough",
    params: { day: z.iso.date() },
    schedule: {
      cron: "0 3 * * *",
      timezone: "Europe/Stockholm",
      concurrency: "forbid",
      params: ({ scheduledAt }) => ({ day: scheduledAt.date }),
    },
    timeout: "12h",
  },
  ({ params, step, forEach, when }) => {
    const plan = step("plan", {
      image: churnImage,
      outputs: { shards: z.array(z.object({ uri: z.string() })) },
      command: ({ outputs }) => ["python", "-m", "churn.plan", `--day=${params.day}`, "--out", outputs.shards.path],
    });
    const counts = forEach("per-shard", plan.outputs.shards, (shard) =>
      step("count", {
        image: churnImage,
        outputs: { sample: artifact("parquet") },
        command: ({ outputs }) => ["python", "-m", "churn.count", shard.uri, "--out", outputs.sample.path],
        retry: { limit: 3, on: "infrastructure", backoff: { initial: "30s", factor: 2, max: "10m" } },
      }),
    );
    const fit = step("fit", {
      image: churnImage,
      inputs: { samples: counts.outputs.sample },
      outputs: { auc: z.number(), model: artifact("onnx") },
      command: ({ inputs, outputs }) => [
        "python",
        "-m",
        "churn.fit",
        inputs.samples.paths,
        "--auc",
        outputs.auc.path,
        "--model",
        outputs.model.path,
      ],
      resources: { cpu: 4, memory: settings.memory },
      timeout: "2h",
    });
    when(fit.outputs.auc.gte(settings.minimumAuc), () =>
      step("publish", {
        image: churnImage,
        inputs: { model: fit.outputs.model },
        command: ({ inputs }) => ["python", "-m", "churn.publish", inputs.model.path],
      }),
    );
  },
);
