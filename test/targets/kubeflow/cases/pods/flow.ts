/** Everything that places and equips a pod; each entry of the platform document has the label of its executor. */
import { configMap, flow, gpuPool, secret, z } from "../../../../../schema/index.ts";

const image = "ghcr.io/acme/tool@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const a100 = gpuPool("a100", {
  accelerator: "nvidia-a100-80gb",
  node: { machine: "p4d.24xlarge", gpus: 8, cpu: 96, memory: "1152Gi" },
  capacity: { flex: { maxNodes: 4, maxRun: "24h" }, onDemand: { maxNodes: 2 } },
  provider: { gke: { project: "acme", location: "europe-west4" } },
});

export const pods = flow("pods", { owner: "ml" }, ({ run, step, script }) => {
  const made = step("make", {
    image,
    outputs: { rows: z.array(z.number()) },
    command: ({ outputs }) => ["make", outputs.rows.path],
    env: { NAME: "it's", RUN: run.id, TOKEN: secret("tokens", "hub"), MODE: configMap("settings", "mode") },
    resources: { cpu: "500m", memory: "8Gi", sharedMemory: "2Gi", gpu: { pool: a100, count: 2, capacity: ["flex", "onDemand"] } },
    timeout: "90m",
    labels: { part: "first" },
    annotations: { note: "yes" },
    nodeSelector: { disk: "ssd" },
    tolerations: [{ key: "team", operator: "Equal", value: "ml", effect: "NoExecute", for: "1h" }],
    volumes: {
      scratch: { mountAt: "/scratch", empty: "1Gi" },
      data: { mountAt: "/data", claim: "data" },
      conf: { mountAt: "/conf", configMap: "conf" },
      keys: { mountAt: "/keys", secret: "keys" },
    },
    imagePull: { policy: "always", secrets: ["registry"] },
  });
  script("sum", {
    image: "python@sha256:0000000000000000000000000000000000000000000000000000000000000001",
    language: "python",
    inputs: { rows: made.outputs.rows },
    outputs: { total: z.number() },
    source: "open(outputs.total.path, 'w').write(str(sum(inputs.rows)))\n",
  });
});
