import { flow, gpuPool } from "millwright";

const h100 = gpuPool("h100", {
  accelerator: "nvidia-h100-80gb",
  node: { machine: "a3-highgpu-8g", gpus: 8, cpu: 208, memory: "1872Gi" },
  capacity: { onDemand: { maxNodes: 4 } },
  provider: { gke: { project: "acme", location: "europe-west4" } },
});

export const churn = flow("churn", { owner: "growth-ml" }, ({ step }) => {
  step("fit", {
    image: "ghcr.io/acme/churn:3.2",
    command: () => ["python", "-m", "churn.fit"],
    resources: { gpu: { pool: h100, count: 16 } },
  });
});
