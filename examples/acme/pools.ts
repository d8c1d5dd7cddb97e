import { gpuPool } from "millwright";

export const h100 = gpuPool("h100", {
  accelerator: "nvidia-h100-80gb",
  node: { machine: "a3-highgpu-8g", gpus: 8, cpu: 200, memory: "1760Gi" },
  capacity: { reserved: { nodes: 4, reservation: "ml-h100-2026" }, flex: { maxNodes: 2, maxRun: "7d" } },
  pricePerGpuHour: 6.5,
  provider: { gke: { project: "acme-ml", location: "europe-west4" } },
});

export const l4 = gpuPool("l4", {
  accelerator: "nvidia-l4",
  node: { machine: "g2-standard-48", gpus: 4, cpu: 44, memory: "170Gi" },
  capacity: { onDemand: { maxNodes: 3 }, spot: { maxNodes: 2 } },
  pricePerGpuHour: 0.7,
  provider: { gke: { project: "acme-ml", location: "europe-west4" } },
});
