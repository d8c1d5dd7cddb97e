import type { Duration, Memory } from "../../words/quantities.ts";

/** The kinds of capacity of a pool, each with what bounds it. */
export interface Capacities {
  /** Nodes that are paid for whether used or not. */
  readonly reserved?: { readonly nodes: number; readonly reservation: string };
  readonly onDemand?: { readonly maxNodes: number };
  /** Cheap, and taken away at any time: steps on it need `retry` for infrastructure. */
  readonly spot?: { readonly maxNodes: number };
  /** Nodes that start when the provider has them, for at most `maxRun`. */
  readonly flex?: { readonly maxNodes: number; readonly maxRun: Duration };
}

export interface GpuPoolOptions<C extends Capacities> {
  /** The accelerator as the provider names it: `"nvidia-h100-80gb"`. */
  readonly accelerator: string;
  /** One node of the pool. A pod never spans nodes, so these are the bounds of a step. */
  readonly node: { readonly machine: string; readonly gpus: 1 | 2 | 4 | 8 | 16; readonly cpu: number; readonly memory: Memory };
  readonly capacity: C;
  readonly pricePerGpuHour?: number;
  /** Who makes the nodes; it decides which node labels a step selects. */
  readonly provider:
    | { readonly gke: { readonly project: string; readonly location: string } }
    | { readonly karpenter: { readonly nodeClass: string } };
  readonly description?: string;
}

/** A pool of GPU nodes; a step asks for GPUs of it by value. */
export interface GpuPool<N extends string = string, C extends string = string> {
  readonly kind: "gpuPool";
  readonly name: N;
  /** The kinds of capacity that the pool has. */
  readonly capacity: C;
}
