/**
 * GPUs: the nodes of a pool, by the labels and taints of its provider
 *
 * Each kind of capacity is a term of the node affinity, any of which will do. GKE: one compute class a pool and kind of capacity, but flex capacity is a node
 * pool with queued provisioning. Karpenter: one NodePool each, with a label of ours.
 */
import type { GpuPool, Program, Step, Strings } from "../compiler/program.ts";

export interface Term {
  readonly key: string;
  readonly values: readonly string[];
}

/** A taint that the pod bears. */
interface Toleration {
  readonly key: string;
  readonly operator: "Exists" | "Equal";
  readonly value?: string;
  readonly effect: "NoSchedule";
}

export interface Placement {
  readonly nodeSelector: Strings;
  readonly tolerations: readonly Toleration[];
  /** Any of them. */
  readonly terms: readonly Term[];
}

/** Where a step with GPUs may run; a step without may run anywhere. */
export function gpuPlacement({ pools }: Program, { resources: { gpu } }: Step): Placement {
  const pool = gpu && pools.find(({ name }) => name === gpu.pool);
  if (gpu === undefined || pool === undefined) return { nodeSelector: {}, tolerations: [], terms: [] };
  const spot: readonly Toleration[] = gpu.capacity.includes("spot")
    ? [{ key: "millwright.dev/spot", operator: "Equal", value: "true", effect: "NoSchedule" }]
    : [];
  const device: Toleration = { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" };
  return "gke" in pool.provider ? onGke(pool, gpu.capacity, [device, ...spot]) : onKarpenter(pool, gpu.capacity, [device, ...spot]);
}

function onGke(pool: GpuPool, capacity: readonly string[], tolerations: readonly Toleration[]): Placement {
  const classes = capacity.filter((kind) => kind !== "flex").map((kind) => `${pool.name}-${kebabCapacity(kind)}`);
  const flex = capacity.includes("flex");
  return {
    nodeSelector: { "cloud.google.com/gke-accelerator": pool.accelerator },
    tolerations: [
      ...tolerations,
      ...classes.map((value): Toleration => ({ key: "cloud.google.com/compute-class", operator: "Equal", value, effect: "NoSchedule" })),
      ...(flex ? [{ key: "cloud.google.com/gke-queued", operator: "Exists", effect: "NoSchedule" } as const] : []),
    ],
    terms: [
      ...(classes.length > 0 ? [{ key: "cloud.google.com/compute-class", values: classes }] : []),
      ...(flex ? [{ key: "cloud.google.com/gke-nodepool", values: [`${pool.name}-flex`] }] : []),
    ],
  };
}

function onKarpenter(pool: GpuPool, capacity: readonly string[], tolerations: readonly Toleration[]): Placement {
  const values = capacity.map((kind) => `${pool.name}-${kebabCapacity(kind)}`);
  return { nodeSelector: {}, tolerations, terms: [{ key: "millwright.dev/flavor", values }] };
}

function kebabCapacity(kind: string): string {
  return kind === "onDemand" ? "ondemand" : kind;
}
