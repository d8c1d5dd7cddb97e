/** What every step that runs in a pod may ask for, as the editor shows it. */
import type { EnvironmentValue, Word } from "../../values/language.ts";
import type { Image } from "../../words/image.ts";
import type { Cpu, Duration, Memory } from "../../words/quantities.ts";
import type { GpuPool } from "../gpu-pool/language.ts";
import type { Named } from "./result-language.ts";

/** When and how often a failed attempt is repeated. */
export interface Retry {
  /** Attempts beyond the first. */
  readonly limit: number;
  /**
   * What is repeated. `"failure"` (the default): the command exited non-zero, ran out of memory or of time. `"infrastructure"`: the pod or its node was lost,
   * evicted or preempted. `"any"`: both, one count.
   */
  readonly on?: "failure" | "infrastructure" | "any";
  /** How long to wait before each further attempt; default: not at all. */
  readonly backoff?: {
    /** The wait after the first failure. */
    readonly initial: Duration;
    /** How many times longer each further wait is; default 2. */
    readonly factor?: number;
    /** No wait is longer than this. */
    readonly max?: Duration;
  };
}

/** GPUs of one pod. */
export interface GpuRequest<P extends GpuPool = GpuPool> {
  /** The pool, by value. */
  readonly pool: P;
  /** Devices of one node; a pod never spans nodes. */
  readonly count: number;
  /** The kinds of capacity that will do; default: every kind that the pool has, except spot. */
  readonly capacity?: readonly P["capacity"][];
}

/** What a pod needs of its node. What is left out is neither requested nor limited. */
export interface Resources<P extends GpuPool = GpuPool> {
  /** Processors: 8, 0.5, or "500m". Requested, not limited. */
  readonly cpu?: Cpu;
  /** Memory, such as "64Gi"; requested and limited: above it the attempt ends as out of memory. */
  readonly memory?: Memory;
  /** Disk of the node, such as "200Gi"; requested and limited. */
  readonly ephemeralStorage?: Memory;
  /** Size of /dev/shm, part of the memory: PyTorch data loaders need it. */
  readonly sharedMemory?: Memory;
  /** GPUs of a pool that the platform declares with `gpuPool`. */
  readonly gpu?: GpuRequest<P>;
}

/** What is mounted at a path of the container. */
export type Volume = {
  /** Absolute path in the container. */
  readonly mountAt: string;
  /** True: the command cannot write there; default false. */
  readonly readOnly?: boolean;
} & (
  | {
      /** An existing persistent volume claim, by name. */
      readonly claim: string;
    }
  | {
      /** An empty directory of this size at most, for one attempt. */
      readonly empty: Memory;
    }
  | {
      /** A claim of this size that lives as long as the run; steps that name the same volume share it. */
      readonly perRun: Memory;
      /** The storage class of the claim; default: the cluster's. */
      readonly storageClass?: string;
      /** Whether pods of many nodes may mount it at a time; default "oneNode". */
      readonly access?: "oneNode" | "manyNodes";
    }
  | {
      /** A config map, by name: its keys become files. */
      readonly configMap: string;
    }
  | {
      /** A secret, by name: its keys become files. */
      readonly secret: string;
    }
);

/** A taint of nodes that a pod puts up with, in the words of Kubernetes. */
export interface Toleration {
  /** The key of the taint. */
  readonly key: string;
  /** "Equal" (the default) compares `value`, "Exists" takes any. */
  readonly operator?: "Exists" | "Equal";
  /** The value of the taint, for "Equal". */
  readonly value?: string;
  /** The effect of the taint; default: every effect. */
  readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
  /** With NoExecute: how long the pod may stay. */
  readonly for?: Duration;
}

/** A counter in a config map of the namespace: at most that many hold it at a time. */
export interface Semaphore {
  /** The config map, by name. */
  readonly configMap: string;
  /** Its key, whose value is the number. */
  readonly key: string;
}

/** What only one engine has, by the name of its target. */
export interface Patch {
  /** For Argo Workflows: fields of the template in a step, of the workflow's spec in a flow. */
  readonly argo?: Readonly<Record<string, unknown>>;
  /** For Kubeflow Pipelines. */
  readonly kubeflow?: Readonly<Record<string, unknown>>;
  /** For Maestro. */
  readonly maestro?: Readonly<Record<string, unknown>>;
}

/** What every step of a pod may say, whatever its program. */
export interface PodOptions<P extends GpuPool = GpuPool> {
  /** An image by its name in images.lock.toml (`image("churn")`), or a reference with a digest. */
  readonly image: Image | string;
  /** What the pod needs of its node. */
  readonly resources?: Resources<P>;
  /** Environment variables: text, values of the run, `secret(name, key)`, `configMap(name, key)`. */
  readonly env?: Readonly<Record<string, EnvironmentValue>>;
  /** When a failed attempt is repeated; default: never. */
  readonly retry?: Retry;
  /** False: never retried, not by remediation either. */
  readonly idempotent?: boolean;
  /** Keep `checkpoint.path` over the attempts of a step instance, on the environment's checkpoint claim. */
  readonly checkpoint?: boolean;
  /** Bound on the running time of one attempt, waiting excluded. */
  readonly timeout?: Duration;
  /** How long the step may wait for its pod; default: what the target says. On Argo from 4.1. */
  readonly queueTimeout?: Duration;
  /** How long the command has between SIGTERM and SIGKILL; default 30 s. */
  readonly terminationGrace?: Duration;
  /** Reuse the outputs of an earlier success with the same image, command, environment and inputs, and `key`. */
  readonly cache?: {
    /** Words that belong to the key beside those: a version of the code, a day. */
    readonly key?: readonly Word[];
    /** An older success is not reused; default: any age will do. */
    readonly maxAge?: Duration;
  };
  /** Steps, loops and branches that come first, without handing data over. */
  readonly after?: readonly Named[];
  /** A priority class; it orders the queue and never changes a result. */
  readonly priority?: string;
  /** Labels of the pod. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the pod. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** The account that the pod runs as; default: the flow's. */
  readonly serviceAccount?: string;
  /** Labels that the node must have. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints of nodes that the pod puts up with; those of a GPU pool are added. */
  readonly tolerations?: readonly Toleration[];
  /** A Kubernetes affinity, as it stands in a pod. */
  readonly affinity?: Readonly<Record<string, unknown>>;
  /** Volumes by name. */
  readonly volumes?: Readonly<Record<string, Volume>>;
  /** Names of which only one step at a time may hold each. */
  readonly mutexes?: readonly string[];
  /** Counters in config maps: at most that many steps at a time. */
  readonly semaphores?: readonly Semaphore[];
  /** When the image is pulled, and the secrets that its registry asks for. */
  readonly imagePull?: {
    /** Default: as Kubernetes does. */
    readonly policy?: "always" | "ifNotPresent" | "never";
    /** Names of image pull secrets. */
    readonly secrets?: readonly string[];
  };
  /** A sentence for people: shown in the graph. */
  readonly description?: string;
  /** What only one engine has, checked against its schema; other targets refuse the flow. */
  readonly patch?: Patch;
}
