import { artifact, config, flow, image, memory, secret, z } from "millwright";
import { h100 } from "../pools.ts";

const settings = config("./churn.toml", z.object({ epochs: z.int(), minAuc: z.number(), memory: memory() }));
const churnImage = image("churn");

/** Trains the churn model every night and publishes it when it is good enough. */
export const churn = flow(
  "churn",
  {
    owner: "growth-ml",
    description: "Nightly churn model",
    tags: ["nightly"],
    params: { day: z.iso.date(), learningRate: z.number().default(0.05), size: z.enum(["small", "large"]).default("small") },
    schedule: {
      cron: "0 3 * * *",
      timezone: "Europe/Stockholm",
      concurrency: "forbid",
      params: ({ scheduledAt }) => ({ day: scheduledAt.date }),
    },
    timeout: "12h",
    targets: ["argo"],
  },
  ({ params, step, forEach, when, match, onExit }) => {
    const plan = step("plan", {
      image: churnImage,
      outputs: { shards: z.array(z.object({ uri: z.string(), rows: z.int() })) },
      command: ({ outputs }) => ["python", "-m", "churn.plan", `--day=${params.day}`, "--out", outputs.shards.path],
    });

    const stats = forEach("per-shard", plan.outputs.shards, (shard) =>
      step("count", {
        image: churnImage,
        outputs: { rows: z.int(), sample: artifact("parquet") },
        command: ({ outputs }) => ["count", shard.uri, "--expect", shard.rows, "--out", outputs.rows.path, outputs.sample.path],
        retry: { limit: 3, on: "infrastructure", backoff: { initial: "30s", factor: 2, max: "10m" } },
      }),
    );

    const fitted = match(params.size, {
      small: () =>
        step("fit-small", {
          image: churnImage,
          inputs: { samples: stats.outputs.sample },
          outputs: { auc: z.number(), model: artifact("onnx") },
          command: ({ inputs, outputs }) => [
            ...["python", "-m", "churn.fit", "--samples", inputs.samples.paths],
            ...["--auc-out", outputs.auc.path, "--model-out", outputs.model.path],
          ],
          resources: { cpu: 8, memory: settings.memory },
        }),
      large: () =>
        step("fit-large", {
          image: churnImage,
          inputs: { rows: stats.outputs.rows, samples: stats.outputs.sample },
          outputs: { auc: z.number(), model: artifact("onnx") },
          command: ({ inputs, outputs, checkpoint }) => [
            ...["python", "-m", "churn.fit", "--rows", inputs.rows, "--samples", inputs.samples.paths, "--epochs", settings.epochs],
            ...["--resume", checkpoint.path, "--auc-out", outputs.auc.path, "--model-out", outputs.model.path],
          ],
          resources: { cpu: 8, memory: "64Gi", gpu: { pool: h100, count: 8, capacity: ["flex", "reserved"] } },
          checkpoint: true,
          retry: { limit: 4, on: "infrastructure" },
          env: { HF_TOKEN: secret("huggingface", "token") },
          timeout: "6h",
        }),
    });

    const outcome = when(fitted.outputs.auc.gte(settings.minAuc).and(params.learningRate.lt(0.5)), () =>
      step("publish", {
        image: churnImage,
        inputs: { model: fitted.outputs.model },
        outputs: { url: z.string() },
        command: ({ inputs, outputs }) => ["publish", inputs.model.path, outputs.url.path],
      }),
    ).otherwise(() =>
      step("keep", { image: churnImage, outputs: { url: z.string() }, command: ({ outputs }) => ["keep", outputs.url.path] }),
    );

    step("announce", { image: churnImage, command: () => ["announce", outcome.outputs.url] });
    onExit("report", { image: image("notify"), command: ({ status }) => ["notify", "--status", status] });
    return { auc: fitted.outputs.auc, model: fitted.outputs.model };
  },
);
