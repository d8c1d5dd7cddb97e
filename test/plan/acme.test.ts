import { artifact, flow, gpuPool, image, secret, z } from "millwright";
import { expect, test } from "vitest";
import { planOf, programOf } from "../support/program.ts";

const churnImage = image("churn");

function platform() {
  const h100 = gpuPool("h100", {
    accelerator: "nvidia-h100-80gb",
    node: { machine: "a3-highgpu-8g", gpus: 8, cpu: 208, memory: "1872Gi" },
    capacity: { reserved: { nodes: 2, reservation: "r" }, flex: { maxNodes: 4, maxRun: "7d" }, spot: { maxNodes: 8 } },
    provider: { gke: { project: "acme", location: "europe-west4" } },
  });
  const churn = flow(
    "churn",
    {
      owner: "growth-ml",
      params: { day: z.iso.date(), learningRate: z.number().default(0.05), size: z.enum(["small", "large"]).default("small") },
      schedule: { cron: "0 3 * * *", timezone: "Europe/Stockholm", params: ({ scheduledAt }) => ({ day: scheduledAt.date }) },
      timeout: "12h",
    },
    ({ params, step, forEach, when, match, onExit }) => {
      const plan = step("plan", {
        image: churnImage,
        outputs: { shards: z.array(z.object({ uri: z.string(), rows: z.int() })) },
        command: ({ outputs }) => ["python", `--day=${params.day}`, "--out", outputs.shards.path],
      });
      const stats = forEach("per-shard", plan.outputs.shards, (shard) =>
        step("count", {
          image: churnImage,
          outputs: { rows: z.int(), sample: artifact("parquet") },
          command: ({ outputs }) => ["count", shard.uri, "--expect", shard.rows, outputs.rows.path, outputs.sample.path],
          retry: { limit: 3, on: "infrastructure", backoff: { initial: "30s", factor: 2, max: "10m" } },
        }),
      );
      const fitted = match(params.size, {
        small: () =>
          step("fit-small", {
            image: churnImage,
            inputs: { samples: stats.outputs.sample },
            outputs: { auc: z.number(), model: artifact("onnx") },
            command: ({ inputs, outputs }) => ["fit", inputs.samples.paths, outputs.auc.path, outputs.model.path],
            resources: { cpu: 8, memory: "16Gi" },
          }),
        large: () =>
          step("fit-large", {
            image: churnImage,
            inputs: { rows: stats.outputs.rows, samples: stats.outputs.sample },
            outputs: { auc: z.number(), model: artifact("onnx") },
            command: ({ inputs, outputs, checkpoint }) => ["fit", inputs.rows, checkpoint.path, outputs.auc.path, outputs.model.path],
            resources: { cpu: 8, memory: "64Gi", gpu: { pool: h100, count: 8 } },
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
      ).otherwise(() =>
        step("keep", { image: churnImage, outputs: { url: z.string() }, command: ({ outputs }) => ["keep", outputs.url.path] }),
      );
      step("announce", { image: churnImage, command: () => ["announce", outcome.outputs.url] });
      onExit("report", { image: "ghcr.io/acme/notify:1", command: ({ status }) => ["notify", "--status", status] });
      return { auc: fitted.outputs.auc, model: fitted.outputs.model };
    },
  );
  return { h100, churn };
}

test("a flow of every common construct has no mistake, and its plan says who waits for whom", () => {
  const { body, onExit } = planOf(platform());
  expect(body.nodes.map(({ kind, path, needs }) => [kind, path, needs.map(({ node }) => node)])).toEqual([
    ["step", "plan", []],
    ["forEach", "per-shard", [0]],
    ["branch", "fit-small", [1]],
    ["branch", "publish", [3]],
    ["step", "announce", [6]],
  ]);
  expect(onExit?.path).toBe("report");
});

test("a program is frozen through and through", () => {
  const { flows } = programOf(platform());
  expect(Object.isFrozen(flows[0]?.nodes[3])).toBe(true);
});
