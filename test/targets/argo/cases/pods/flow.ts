/** Everything that places and equips a pod, in an environment with a prefix and a bucket; scripts, Spark, and fail-fast. */
import { artifact, configMap, flow, gpuPool, secret, z } from "../../../../../schema/index.ts";

const image = "ghcr.io/acme/tool@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const a100 = gpuPool("a100", {
  accelerator: "nvidia-a100-80gb",
  node: { machine: "p4d.24xlarge", gpus: 8, cpu: 96, memory: "1152Gi" },
  capacity: { spot: { maxNodes: 4 }, onDemand: { maxNodes: 2 } },
  provider: { karpenter: { nodeClass: "gpu" } },
});

export const pods = flow("pods", { owner: "ml", failFast: true, serviceAccount: "flows" }, ({ run, step, script, spark }) => {
  const made = step("make", {
    image,
    outputs: { rows: z.array(z.number()), data: artifact("parquet") },
    command: ({ outputs }) => ["make", "--price=$$5", "$(HOME)", "{{ user }}", outputs.rows.path, outputs.data.path],
    env: { NAME: "it's $(NAME)", RUN: run.id, TOKEN: secret("tokens", "hub"), MODE: configMap("settings", "mode") },
    resources: { cpu: "500m", memory: "8Gi", ephemeralStorage: "20Gi", sharedMemory: "2Gi", gpu: { pool: a100, count: 2, capacity: ["spot", "onDemand"] } },
    retry: { limit: 2, on: "any" },
    timeout: "90m",
    terminationGrace: "5m",
    priority: "batch",
    labels: { part: "first" },
    annotations: { note: "yes" },
    serviceAccount: "maker",
    nodeSelector: { disk: "ssd" },
    tolerations: [{ key: "team", operator: "Equal", value: "ml", effect: "NoExecute", for: "1h" }],
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: "zone", operator: "In", values: ["a"] }] }] } } },
    volumes: {
      shared: { mountAt: "/shared", perRun: "10Gi", access: "manyNodes", storageClass: "fast" },
      scratch: { mountAt: "/scratch", empty: "1Gi" },
      data: { mountAt: "/data", claim: "data", readOnly: true },
      conf: { mountAt: "/conf", configMap: "conf" },
      keys: { mountAt: "/keys", secret: "keys" },
    },
    mutexes: ["gpu"],
    semaphores: [{ configMap: "limits", key: "steps" }],
    imagePull: { policy: "always", secrets: ["registry"] },
    patch: { argo: { container: { securityContext: { runAsNonRoot: true } }, metrics: { prometheus: [{ name: "made", help: "Steps made", counter: { value: "1" } }] } } },
  });
  script("sum", {
    image: "python@sha256:0000000000000000000000000000000000000000000000000000000000000001",
    language: "python",
    inputs: { rows: made.outputs.rows, data: made.outputs.data },
    outputs: { total: z.number() },
    source: "open(outputs.total.path, 'w').write(str(sum(inputs.rows)))\n",
  });
  spark("train", {
    image: "ghcr.io/acme/spark@sha256:0000000000000000000000000000000000000000000000000000000000000001",
    version: "3.5.1",
    main: "local:///opt/train.py",
    storage: "s3://acme-models/spark",
    arguments: ["--rows", made.outputs.rows],
    driver: { cores: 1, memory: "2Gi", maxResultSize: "1Gi" },
    executor: { instances: { min: 1, max: 10 }, cores: 4, memory: "16Gi", overhead: "2Gi" },
    conf: { "spark.sql.shuffle.partitions": "64" },
  });
});

export const surroundings = { environment: { namespace: "ml", namePrefix: "stage-", artifacts: "s3://acme-artifacts/stage" } };
