/** Every word of the language once, evaluated by Node itself: what the recorder says of its calls is what places are looked up by. */
import { artifact, flow, gpuPool, z } from "../../../schema/index.ts";

const h100 = gpuPool("h100", {
  accelerator: "nvidia-h100-80gb",
  node: { machine: "a3-highgpu-8g", gpus: 8, cpu: 208, memory: "1872Gi" },
  capacity: { onDemand: { maxNodes: 4 }, spot: { maxNodes: 2 } },
  provider: { gke: { project: "acme", location: "europe-west4" } },
});

const image = "ghcr.io/acme/churn:3.2";
const infrastructure = { retry: { limit: 4, on: "infrastructure", backoff: { initial: "30s", factor: 2 } } } as const;

export const churn = flow(
  "churn",
  { owner: "growth-ml", timeout: "12h", tags: ["nightly", "gold"], params: { size: z.enum(["small", "large"]).default("small") } },
  ({ step, script, forEach, when, match, repeatUntil, approval, params, onExit, ...build }) => {
    const plan = step("plan", {
      image,
      timeout: "1h",
      outputs: { shards: z.array(z.string()), auc: z.number() },
      command: ({ outputs }) => ["python", "-m", "plan", outputs.shards.path, outputs.auc.path],
    });
    const counted = forEach("per-shard", plan.outputs.shards, { parallelism: 7 }, (shard) =>
      step("count", {
        image,
        ...infrastructure,
        timeout: "2h",
        outputs: { sample: artifact("parquet") },
        command: ({ outputs }) => ["count", shard, outputs.sample.path],
      }),
    );
    match(params.size, {
      small: () =>
        step("small", {
          image,
          timeout: "3h",
          labels: { "acme.dev/size": "small" },
          command() {
            return ["fit", "--small"];
          },
        }),
      large: () =>
        build.spark("large", {
          image,
          version: "3.5.1",
          main: "local:///fit.py",
          arguments: ["--rounds", "9"],
          storage: "s3://acme/x",
          driver: { cores: 1, memory: "2Gi" },
          executor: { instances: 3, cores: 4, memory: "8Gi" },
        }),
    });
    when(plan.outputs.auc.gte(0.75), () => approval("release", { message: "Release it?", expires: "4h" })).otherwise(() =>
      script("explain", { language: "python", image, source: "print()", timeout: "5h" }),
    );
    repeatUntil("improve", { max: 5, until: (last) => last.outputs.auc.gt(0.8) }, () =>
      step("tune", {
        image,
        resources: { gpu: { pool: h100, count: 8, capacity: ["spot"] } },
        ...infrastructure,
        outputs: { auc: z.number() },
        command: ({ outputs }) => ["tune", outputs.auc.path],
      }),
    );
    step("announce", {
      image,
      after: [counted],
      inputs: { samples: counted.outputs.sample },
      timeout: "6h",
      command: ({ inputs }) => ["announce", inputs.samples.paths],
    });
    onExit("report", { image, command: ({ status }) => ["report", "--status", status] });
  },
);
export const pools = [h100];
