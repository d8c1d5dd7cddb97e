import { artifact, flow, gpuPool, image, secret, z } from "millwright";

export const h100 = gpuPool("h100", {
  accelerator: "nvidia-h100-80gb",
  node: { machine: "a3-highgpu-8g", gpus: 8, cpu: 200, memory: "1760Gi" },
  capacity: { reserved: { nodes: 4, reservation: "ml-h100" }, flex: { maxNodes: 2, maxRun: "7d" } },
  provider: { gke: { project: "acme-ml", location: "europe-west4" } },
});

export const fitDay = flow("fit-day", { owner: "growth-ml", params: { day: z.iso.date() } }, ({ params, step }) => {
  const fit = step("fit", {
    image: image("churn"),
    description: "Fits the model of one day",
    outputs: { auc: z.number(), model: artifact("onnx") },
    command: ({ outputs, checkpoint }) => ["fit", params.day, checkpoint.path, outputs.auc.path, outputs.model.path],
    resources: { cpu: 64, memory: "512Gi", gpu: { pool: h100, count: 8, capacity: ["flex", "reserved"] } },
    checkpoint: true,
    retry: { limit: 4, on: "infrastructure" },
    timeout: "6h",
    env: { HF_TOKEN: secret("huggingface", "token") },
  });
  return { auc: fit.outputs.auc, model: fit.outputs.model };
});

export const backfill = flow(
  "backfill",
  {
    owner: "search",
    params: { from: z.iso.date(), to: z.iso.date() },
    schedule: [
      {
        cron: "0 3 * * 1",
        timezone: "Europe/Stockholm",
        concurrency: "forbid",
        params: ({ scheduledAt }) => ({ from: scheduledAt.date, to: scheduledAt.date }),
      },
    ],
    timeout: "4d",
    failFast: true,
    parallelism: 10,
  },
  ({ params, step, script, spark, approval, call, onExit, onFailure }) => {
    const days = script("days", {
      image: image("churn"),
      language: "python",
      inputs: { from: params.from, to: params.to },
      outputs: { first: z.iso.date() },
      source: "open(outputs.first.path, 'w').write(inputs['from'])",
    });
    const agreed = approval("agree", { message: "Fit the first day of the span again, on eight GPUs?", expires: "2d", after: [days] });
    const fitted = call("fit-first", fitDay, { day: days.outputs.first }, { after: [agreed] });
    const report = spark("report", {
      image: image("churn"),
      inputs: { auc: fitted.outputs.auc },
      outputs: { table: artifact("parquet") },
      version: "3.5.1",
      main: "local:///opt/report.jar",
      class: "com.acme.Report",
      arguments: ["--from", params.from],
      storage: "s3://acme-ml/reports",
      driver: { cores: 1, memory: "4Gi" },
      executor: { instances: { min: 2, max: 20 }, cores: 4, memory: "16Gi" },
      retry: { limit: 1 },
    });
    step("mail", {
      image: "ghcr.io/acme/notify:1.4@sha256:60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
      inputs: { table: report.outputs.table, model: fitted.outputs.model },
      command: ({ inputs }) => ["mail", inputs.table.path, inputs.model.path],
    });
    onFailure("page", { image: image("churn"), command: () => ["page"] });
    onExit("tidy", { image: image("churn"), command: ({ status }) => ["tidy", status] });
  },
);
