/** The flow of the README: a fan-out, a choice by parameter, a choice by metric, a schedule, an exit handler. */
import { artifact, flow, gpuPool, image, secret, z } from "../../../../../schema/index.ts";

export const h100 = gpuPool("h100", {
  accelerator: "nvidia-h100-80gb",
  node: { machine: "a3-highgpu-8g", gpus: 8, cpu: 208, memory: "1872Gi" },
  capacity: { reserved: { nodes: 4, reservation: "ml-h100" }, flex: { maxNodes: 8, maxRun: "7d" } },
  provider: { gke: { project: "acme-ml", location: "us-central1" } },
});

const churnImage = image("churn");

export const churn = flow(
  "churn",
  {
    owner: "growth-ml",
    params: { day: z.iso.date(), learningRate: z.number().default(0.05), size: z.enum(["small", "large"]).default("small") },
    schedule: { cron: "0 3 * * *", timezone: "Europe/Stockholm", concurrency: "forbid", params: ({ scheduledAt }) => ({ day: scheduledAt.date }) },
    timeout: "12h",
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
          command: ({ inputs, outputs }) => ["python", "-m", "churn.fit", "--samples", inputs.samples.paths, "--auc-out", outputs.auc.path, "--model-out", outputs.model.path],
          resources: { cpu: 8, memory: "16Gi" },
        }),
      large: () =>
        step("fit-large", {
          image: churnImage,
          inputs: { rows: stats.outputs.rows, samples: stats.outputs.sample },
          outputs: { auc: z.number(), model: artifact("onnx") },
          command: ({ inputs, outputs, checkpoint }) => [
            "python", "-m", "churn.fit", "--rows", inputs.rows, "--samples", inputs.samples.paths,
            "--resume", checkpoint.path, "--auc-out", outputs.auc.path, "--model-out", outputs.model.path,
          ],
          resources: { cpu: 8, memory: "64Gi", gpu: { pool: h100, count: 8, capacity: ["flex", "reserved"] } },
          checkpoint: true,
          retry: { limit: 4, on: "infrastructure" },
          env: { HF_TOKEN: secret("huggingface", "token") },
          timeout: "6h",
        }),
    });
    const outcome = when(fitted.outputs.auc.gte(0.8).and(params.learningRate.lt(0.5)), () =>
      step("publish", {
        image: churnImage,
        inputs: { model: fitted.outputs.model },
        outputs: { url: z.string() },
        command: ({ inputs, outputs }) => ["publish", inputs.model.path, outputs.url.path],
      }),
    ).otherwise(() => step("keep", { image: churnImage, outputs: { url: z.string() }, command: ({ outputs }) => ["keep", outputs.url.path] }));
    step("announce", { image: churnImage, command: () => ["announce", outcome.outputs.url] });
    onExit("report", { image: "ghcr.io/acme/notify:1", command: ({ status }) => ["notify", "--status", status] });
    return { auc: fitted.outputs.auc, model: fitted.outputs.model };
  },
);

export const surroundings = { environment: { checkpoints: { claim: "checkpoints" } } };
