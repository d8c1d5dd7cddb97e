/**
 * The language of flows, as the editor shows it
 *
 * Every field's comment is its hover text. The meaning of each construct, rule by rule, is in docs/meaning.md.
 */
import type * as z from "zod";
import type {
  Artifact,
  ArtifactListRef,
  ArtifactRef,
  Condition,
  EnvironmentValue,
  Given,
  Inside,
  Path,
  Ports,
  Ref,
  Seen,
  Source,
  Timestamp,
  Value,
  Word,
} from "../../values/language.ts";
import type { Image } from "../../words/image.ts";
import type { Cpu, Duration, Memory } from "../../words/quantities.ts";
import type { GpuPool } from "../gpu-pool/language.ts";

/** Something that a step can come after. */
export interface Named {
  readonly name: string;
}

/** When and how often a failed attempt is repeated. */
export interface Retry {
  /** Attempts beyond the first. */
  readonly limit: number;
  /**
   * What is repeated. `"failure"` (the default): the command exited non-zero, ran out of memory or of time. `"infrastructure"`: the pod or its node was lost,
   * evicted or preempted. `"any"`: both, one count.
   */
  readonly on?: "failure" | "infrastructure" | "any";
  /** How long to wait: `initial` after the first failure, `factor` times longer (default 2) after each further one, never longer than `max`. */
  readonly backoff?: { readonly initial: Duration; readonly factor?: number; readonly max?: Duration };
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

export interface Resources<P extends GpuPool = GpuPool> {
  /** Processors: 8, 0.5, or "500m". Requested, not limited. */
  readonly cpu?: Cpu;
  /** Memory, requested and limited: above it the attempt ends as out of memory. */
  readonly memory?: Memory;
  /** Disk of the node, requested and limited. */
  readonly ephemeralStorage?: Memory;
  /** Size of /dev/shm, part of the memory: PyTorch data loaders need it. */
  readonly sharedMemory?: Memory;
  readonly gpu?: GpuRequest<P>;
}

/** What is mounted at a path of the container. */
export type Volume = {
  /** Absolute path in the container. */
  readonly mountAt: string;
  readonly readOnly?: boolean;
} & (
  | { /** An existing persistent volume claim. */ readonly claim: string }
  | { /** An empty directory of this size at most, for one attempt. */ readonly empty: Memory }
  | {
      /** A claim of this size that lives as long as the run; steps that name the same volume share it. */ readonly perRun: Memory;
      readonly storageClass?: string;
      readonly access?: "oneNode" | "manyNodes";
    }
  | { /** The keys of a config map, as files. */ readonly configMap: string }
  | { /** The keys of a secret, as files. */ readonly secret: string }
);

export interface Toleration {
  readonly key: string;
  readonly operator?: "Exists" | "Equal";
  readonly value?: string;
  readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
  /** With NoExecute: how long the pod may stay. */
  readonly for?: Duration;
}

/** What every step of a pod may say, whatever its program. */
export interface PodOptions<P extends GpuPool = GpuPool> {
  /** An image by its name in images.lock.toml (`image("churn")`), or a reference with a digest. */
  readonly image: Image | string;
  readonly resources?: Resources<P>;
  /** Environment variables: text, values of the run, `secret(name, key)`, `configMap(name, key)`. */
  readonly env?: Readonly<Record<string, EnvironmentValue>>;
  readonly retry?: Retry;
  /** False: never retried, not by remediation either. */
  readonly idempotent?: boolean;
  /** Keep `checkpoint.path` over the attempts of a step instance, on the environment's checkpoint claim. */
  readonly checkpoint?: boolean;
  /** Bound on the running time of one attempt, waiting excluded. */
  readonly timeout?: Duration;
  /** How long the step may wait for its pod; default 24 h. */
  readonly queueTimeout?: Duration;
  /** How long the command has between SIGTERM and SIGKILL; default 30 s. */
  readonly terminationGrace?: Duration;
  /** Reuse the outputs of an earlier success with the same image, command, environment and inputs, and `key`. */
  readonly cache?: { readonly key?: readonly Word[]; readonly maxAge?: Duration };
  /** Steps, loops and branches that come first, without handing data over. */
  readonly after?: readonly Named[];
  /** A priority class; it orders the queue and never changes a result. */
  readonly priority?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly serviceAccount?: string;
  /** Labels that the node must have. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  /** A Kubernetes affinity, as it stands in a pod. */
  readonly affinity?: Readonly<Record<string, unknown>>;
  /** Volumes by name. */
  readonly volumes?: Readonly<Record<string, Volume>>;
  /** Names of which only one step at a time may hold each. */
  readonly mutexes?: readonly string[];
  /** Counters in config maps: at most that many steps at a time. */
  readonly semaphores?: readonly { readonly configMap: string; readonly key: string }[];
  readonly imagePull?: { readonly policy?: "always" | "ifNotPresent" | "never"; readonly secrets?: readonly string[] };
  readonly description?: string;
  /** What only one engine has, checked against its schema; other targets refuse the flow. */
  readonly patch?: Patch;
}

export interface Patch {
  readonly argo?: Readonly<Record<string, unknown>>;
  readonly kubeflow?: Readonly<Record<string, unknown>>;
  readonly maestro?: Readonly<Record<string, unknown>>;
}

/** What the command of a step can name. */
export interface CommandScope<I extends Readonly<Record<string, Source>>, O extends Ports> {
  /** The step's inputs: values as they are, artifacts by `path`, gathered artifacts by `paths`. */
  readonly inputs: { readonly [K in keyof I]: Inside<I[K]> };
  /** Where the command writes each output. */
  readonly outputs: { readonly [K in keyof O]: { readonly path: Path } };
  /** A folder that survives the attempts, where the step says `checkpoint: true`. */
  readonly checkpoint: { readonly path: Path };
}

export interface StepOptions<I extends Readonly<Record<string, Source>>, O extends Ports, P extends GpuPool = GpuPool>
  extends PodOptions<P> {
  /** Values and artifacts of other steps; using one draws the edge. */
  readonly inputs?: I;
  /** Zod types of the values that the command writes, and artifacts. */
  readonly outputs?: O;
  /** The program and its arguments: never a shell line, so nothing needs quoting. */
  readonly command: (scope: CommandScope<I, O>) => readonly Word[];
}

export type ScriptOptions<I extends Readonly<Record<string, Source>>, O extends Ports, P extends GpuPool = GpuPool> = PodOptions<P> & {
  readonly inputs?: I;
  readonly outputs?: O;
  /** The interpreter, which the image must have. */
  readonly language: "python" | "bash" | "node";
} & (
    | {
        /** The program. Python and node: `inputs.rows` is a value, `inputs.model.path` a path, `outputs.auc.path` where to write. Bash: `${inputs[rows]}`, `${outputs[auc]}`. */ readonly source: string;
        readonly file?: never;
      }
    | { /** A file beside the definition that holds the program. */ readonly file: string; readonly source?: never }
  );

/** A Spark application; sizes are fields, so that they can be changed one by one. */
export interface SparkOptions<I extends Readonly<Record<string, Source>>, O extends Readonly<Record<string, Artifact<string>>>>
  extends Pick<PodOptions, "image" | "retry" | "idempotent" | "timeout" | "queueTimeout" | "env" | "after" | "description"> {
  readonly inputs?: I;
  /** Files under `storage`, at `<storage>/<run id>/<name>`. */
  readonly outputs?: O;
  /** The application: a URI, or a path in the image. */
  readonly main: string;
  /** The main class, for JVM applications. */
  readonly class?: string;
  readonly arguments?: readonly Word[];
  readonly storage: `s3://${string}` | `gs://${string}`;
  readonly driver: { readonly cores: number; readonly memory: Memory; readonly overhead?: Memory; readonly maxResultSize?: Memory };
  readonly executor: {
    readonly instances: number | { readonly min: number; readonly max: number };
    readonly cores: number;
    readonly memory: Memory;
    readonly overhead?: Memory;
  };
  /** Spark properties. */
  readonly conf?: Readonly<Record<string, string>>;
}

declare const ports: unique symbol;
/** A step of a flow; its outputs are for other steps. */
export interface Step<O extends Ports> extends Named {
  readonly [ports]: O;
  readonly outputs: { readonly [K in keyof O]: Seen<O[K]> };
}

/** What a body may return: steps, values, artifacts, and objects of them. */
export type Out = Named | Ref<unknown> | ArtifactRef<string> | ArtifactListRef<string> | { readonly [name: string]: Out } | void;

/** What a loop hands out: the results of its body gathered in item order; a loop can always be waited for. */
export type Gathered<R> = R extends { readonly name: string; readonly outputs: infer O }
  ? Named & { readonly outputs: { readonly [K in keyof O]: Many<O[K]> } }
  : R extends Ref<unknown> | ArtifactRef<string> | ArtifactListRef<string>
    ? Many<R>
    : [Beside<R>] extends [never]
      ? Named
      : Named & { readonly [K in Beside<R>]: Gathered<R[K]> };
/** What a body returned beside something to wait for. */
type Beside<R> = Exclude<keyof R & string, keyof Named>;
type Many<S> =
  S extends ArtifactRef<infer K>
    ? ArtifactListRef<K>
    : S extends ArtifactListRef<infer K>
      ? ArtifactListRef<K>
      : S extends Ref<infer T>
        ? Value<T[]>
        : never;

/** The result of whichever body ran: the names that all have, each of one kind. */
export type Joined<U> = [U] extends [void]
  ? Named
  : [U] extends [Ref<unknown> | ArtifactRef<string> | ArtifactListRef<string>]
    ? Merged<U>
    : [U] extends [{ readonly outputs: infer O }]
      ? Named & { readonly outputs: { readonly [K in keyof O & string]: Merged<O[K]> } }
      : [Beside<U>] extends [never]
        ? Named
        : Named & { readonly [K in Beside<U>]: Joined<U[K]> };
type Merged<X> = [X] extends [ArtifactRef<infer K>]
  ? ArtifactRef<K>
  : [X] extends [ArtifactListRef<infer K>]
    ? ArtifactListRef<K>
    : [X] extends [Ref<infer T>]
      ? Value<T>
      : never;

/** A branch that may not be taken: without `otherwise` it can only be waited for, where "not taken" counts as done. */
export interface Branch<A> extends Named {
  /** The other body; exactly one of the two runs. The result has what both bodies return. */
  otherwise<B extends Out>(body: () => B): Joined<A | B>;
}

export type RunStatus = "succeeded" | "failed" | "cancelled";

/** What runs when the run has ended. It sees params, `run` and `status`, no step's outputs. */
export interface HandlerOptions
  extends Pick<
    PodOptions,
    | "image"
    | "env"
    | "resources"
    | "timeout"
    | "retry"
    | "serviceAccount"
    | "labels"
    | "annotations"
    | "volumes"
    | "imagePull"
    | "nodeSelector"
    | "tolerations"
    | "description"
  > {
  readonly command: (scope: { /** How the run ended. */ readonly status: Value<RunStatus> }) => readonly Word[];
}

export interface Run {
  /** At most 63 of [a-z0-9-]; the same for all attempts. */
  readonly id: Value<string>;
  /** 1 for the first attempt of the step that asks. */
  readonly attempt: Value<number>;
  /** When the run was due; for a manual run, when it started. */
  readonly scheduledAt: Timestamp;
}

/** The words of a flow's body. */
export interface Builder<P> {
  /** The flow's parameters. */
  readonly params: { readonly [K in keyof P]: Value<P[K]> };
  /** The run itself. */
  readonly run: Run;
  /** A container that runs one command. */
  step<const I extends Readonly<Record<string, Source>> = {}, O extends Ports = {}, G extends GpuPool = GpuPool>(
    name: string,
    options: StepOptions<I, O, G>,
  ): Step<O>;
  /** A program in a scripting language, inline or from a file beside the definition. */
  script<const I extends Readonly<Record<string, Source>> = {}, O extends Ports = {}, G extends GpuPool = GpuPool>(
    name: string,
    options: ScriptOptions<I, O, G>,
  ): Step<O>;
  /** A Spark application on the cluster's Spark operator. */
  spark<const I extends Readonly<Record<string, Source>> = {}, const O extends Readonly<Record<string, Artifact<string>>> = {}>(
    name: string,
    options: SparkOptions<I, O>,
  ): Step<O>;
  /** A person says yes or no; expiry means no, and no fails the step. */
  approval(
    name: string,
    options: { readonly message: string; readonly expires?: Duration; readonly after?: readonly Named[]; readonly description?: string },
  ): Named;
  /** Runs `flow` as it is in this build; its returned values come back as `outputs`. */
  call<F extends Readonly<Record<string, z.ZodType>>, R>(
    name: string,
    flow: Flow<F, R>,
    args: Args<F>,
    options?: { readonly after?: readonly Named[] },
  ): Named & { readonly outputs: R };
  /** Runs the body once an item, at most 20 at a time; what it returns is gathered in item order. */
  forEach<T, R extends Out>(name: string, items: Ref<T[]> | readonly T[], body: (item: Value<T>) => R): Gathered<R>;
  forEach<T, R extends Out>(
    name: string,
    items: Ref<T[]> | readonly T[],
    options: { /** Bodies at a time; default 20. */ readonly parallelism?: number; readonly after?: readonly Named[] },
    body: (item: Value<T>) => R,
  ): Gathered<R>;
  /** 0, 1, … below `count`, for loops whose length is known only at run time. */
  range(count: number | Ref<number>): Value<number[]>;
  /** Runs the body where the condition holds. */
  when<A extends Out>(condition: Condition, body: () => A): Branch<A>;
  /** One body for each member of an enum; forgetting one does not compile. */
  match<T extends string, B extends { readonly [K in T]: () => Out }>(on: Ref<T>, bodies: B): Joined<ReturnType<B[T]>>;
  /** Runs the body until the condition on its result holds, at most `max` times; never holding fails the step. */
  repeatUntil<R extends Out>(
    name: string,
    options: { readonly max: number; readonly until: (result: R) => Condition; readonly after?: readonly Named[] },
    body: () => R,
  ): R;
  /** Runs once, last, however the run ended. */
  onExit(name: string, options: HandlerOptions): void;
  /** Runs when the run failed, before `onExit`. */
  onFailure(name: string, options: HandlerOptions): void;
}

type Needed<P> = { [K in keyof P]: P[K] extends z.ZodDefault<z.ZodType> | z.ZodOptional<z.ZodType> ? never : K }[keyof P];
/** The arguments of a flow: all without default, and any of the others. */
export type Args<P extends Readonly<Record<string, z.ZodType>>> = { readonly [K in Needed<P>]: Given<z.infer<P[K]>> } & {
  readonly [K in Exclude<keyof P, Needed<P>>]?: Given<z.infer<P[K]>>;
};

export interface Schedule<P extends Readonly<Record<string, z.ZodType>>> {
  /** Five fields: minute, hour, day of month, month, day of week. */
  readonly cron: string;
  /** The zone whose wall clock the cron fields mean: "Europe/Stockholm". */
  readonly timezone: string;
  /** What happens when a run is due and another is under way: both run ("allow", the default), it is left out ("forbid"), it takes over ("replace"). */
  readonly concurrency?: "allow" | "forbid" | "replace";
  /** Parameters of a scheduled run; those without default must be here. */
  readonly params?: (scope: { readonly scheduledAt: Timestamp }) => { readonly [K in keyof P]?: Given<z.infer<P[K]>> };
}

export interface FlowOptions<P extends Readonly<Record<string, z.ZodType>>> {
  /** Whom to ask: a team or an address. */
  readonly owner: string;
  /** The flow's parameters, typed by zod: `z.iso.date()`, `z.number().default(0.05)`. */
  readonly params?: P;
  readonly schedule?: Schedule<NoInfer<P>> | readonly Schedule<NoInfer<P>>[];
  /** Bound on the whole run; what runs is stopped, the exit handler still runs. */
  readonly timeout?: Duration;
  /** Stop scheduling at the first failure; default false: steps that do not depend on it still run. */
  readonly failFast?: boolean;
  /** Steps that run at once; default: no bound but the loops' own. */
  readonly parallelism?: number;
  /** How long a finished run stays on the engine. */
  readonly keepFinished?: { readonly succeeded?: Duration; readonly failed?: Duration };
  /** Names of which only one run at a time may hold each. */
  readonly mutexes?: readonly string[];
  readonly semaphores?: readonly { readonly configMap: string; readonly key: string }[];
  /** Orders runs that wait; never changes a result. */
  readonly priority?: number;
  /** The account that the steps run as; default: the environment's. */
  readonly serviceAccount?: string;
  /** Labels and annotations of every run. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Words to select by: `--select tag:nightly`. */
  readonly tags?: readonly string[];
  readonly description?: string;
  /** Only these; default: the targets of the config. */
  readonly targets?: readonly ("argo" | "kubeflow" | "maestro")[];
  /** Only there; default: everywhere. */
  readonly environments?: readonly string[];
  /** What only one engine has, checked against its schema; other targets refuse the flow. */
  readonly patch?: Patch;
}

/** A flow; another flow may call it. */
export interface Flow<P extends Readonly<Record<string, z.ZodType>>, R = void> extends Named {
  readonly kind: "flow";
  readonly params: P;
  /** What the body returned: for `call`, and for whoever takes a flow's output. */
  readonly outputs: R;
}
