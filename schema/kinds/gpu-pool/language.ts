import type { Duration, Memory } from "../../words/quantities.ts";

/** The kinds of capacity of a pool, each with what bounds it. */
export interface Capacities {
  /** Nodes that are paid for whether used or not. */
  readonly reserved?: {
    /** How many there are. */
    readonly nodes: number;
    /** The reservation, as the provider names it. */
    readonly reservation: string;
  };
  /** Nodes at list price, started when they are needed. */
  readonly onDemand?: {
    /** Never more than this many. */
    readonly maxNodes: number;
  };
  /** Cheap, and taken away at any time: steps on it need `retry` for infrastructure. */
  readonly spot?: {
    /** Never more than this many. */
    readonly maxNodes: number;
  };
  /** Nodes that start when the provider has them. */
  readonly flex?: {
    /** Never more than this many. */
    readonly maxNodes: number;
    /** How long the provider leaves a node running. */
    readonly maxRun: Duration;
  };
}

/** What a pool consists of. */
export interface GpuPoolOptions<C extends Capacities> {
  /** The accelerator as the provider names it: `"nvidia-h100-80gb"`. */
  readonly accelerator: string;
  /** One node of the pool. A pod never spans nodes, so these are the bounds of a step. */
  readonly node: {
    /** The machine type, as the provider names it. */
    readonly machine: string;
    /** GPUs of the node. */
    readonly gpus: 1 | 2 | 4 | 8 | 16;
    /** Processors that pods can have of it. */
    readonly cpu: number;
    /** Memory that pods can have of it. */
    readonly memory: Memory;
  };
  /** The kinds of capacity that it has; steps choose among them with `gpu.capacity`. */
  readonly capacity: C;
  /** What `diff` reckons with when it says what a change costs. */
  readonly pricePerGpuHour?: number;
  /** Who makes the nodes; it decides which node labels a step selects. */
  readonly provider:
    | {
        /** Google Kubernetes Engine. */
        readonly gke: {
          /** The project of the cluster. */
          readonly project: string;
          /** Its region or zone. */
          readonly location: string;
        };
      }
    | {
        /** Karpenter. */
        readonly karpenter: {
          /** The node class of the pool's nodes. */
          readonly nodeClass: string;
        };
      };
  /** A sentence for people. */
  readonly description?: string;
}

/** A pool of GPU nodes; a step asks for GPUs of it by value. */
export interface GpuPool<N extends string = string, C extends string = string> {
  /** Always "gpuPool". */
  readonly kind: "gpuPool";
  /** Its name. */
  readonly name: N;
  /** The kinds of capacity that the pool has. */
  readonly capacity: C;
}
