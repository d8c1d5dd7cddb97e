/**
 * The language of flows, as the editor shows it
 *
 * Every field's comment is its hover text, so it stands on lines of its own: one behind a brace is shown nowhere.
 */
import type * as z from "zod";
import type { Artifact, Condition, Given, Ports, Ref, Source, Timestamp, Value } from "../../values/language.ts";
import type { Duration } from "../../words/quantities.ts";
import type { GpuPool } from "../gpu-pool/language.ts";
import type { Patch, Semaphore } from "./pod-language.ts";
import type { Branch, Gathered, Joined, Named, Out, Step } from "./result-language.ts";
import type { HandlerOptions, ScriptOptions, SparkOptions, StepOptions } from "./step-language.ts";

/** The run itself, as far as a flow may ask. */
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
    options: {
      /** What is asked: a text that is known when the flow is built. */
      readonly message: string;
      /** After this long nobody has answered, which counts as no; default: it waits. */
      readonly expires?: Duration;
      /** What the person should see done first. */
      readonly after?: readonly Named[];
      /** A sentence for people: shown in the graph. */
      readonly description?: string;
    },
  ): Named;
  /** Runs `flow` as it is in this build; its returned values come back as `outputs`. */
  call<F extends Readonly<Record<string, z.ZodType>>, R>(
    name: string,
    flow: Flow<F, R>,
    args: Args<F>,
    options?: {
      /** Steps, loops and branches that come first. */
      readonly after?: readonly Named[];
    },
  ): Named & {
    /** What the called flow's body returned. */
    readonly outputs: R;
  };
  /** Runs the body once an item, at most 20 at a time; what it returns is gathered in item order. */
  forEach<T, R extends Out>(name: string, items: Ref<readonly T[]> | readonly T[], body: (item: Value<T>) => R): Gathered<R>;
  /** Runs the body once an item; what it returns is gathered in item order. */
  forEach<T, R extends Out>(
    name: string,
    items: Ref<readonly T[]> | readonly T[],
    options: {
      /** Bodies at a time; default 20. */
      readonly parallelism?: number;
      /** Steps, loops and branches that come first. */
      readonly after?: readonly Named[];
    },
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
    options: {
      /** Rounds at most; where the condition did not hold after the last, the loop fails. */
      readonly max: number;
      /** The condition that ends it, on what the body returned. */
      readonly until: (result: R) => Condition;
      /** Steps, loops and branches that come first. */
      readonly after?: readonly Named[];
    },
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

/** When a flow starts by itself. Missed ticks are not caught up. */
export interface Schedule<P extends Readonly<Record<string, z.ZodType>>> {
  /** Five fields: minute, hour, day of month, month, day of week. */
  readonly cron: string;
  /** The zone whose wall clock the cron fields mean: "Europe/Stockholm". */
  readonly timezone: string;
  /** What happens when a run is due and another is under way: both run ("allow", the default), it is left out ("forbid"), it takes over ("replace"). */
  readonly concurrency?: "allow" | "forbid" | "replace";
  // `Extract` adds nothing to the type: it keeps the "small" of an enum from being widened to a string while P is not known yet.
  /** Parameters of a scheduled run; those without default must be here. */
  readonly params?: (scope: {
    /** When the run was due. */
    readonly scheduledAt: Timestamp;
  }) => { readonly [K in keyof P]?: Given<z.infer<P[K]>> | Extract<z.infer<P[K]>, string> };
}

/** What a flow says of all its runs. */
export interface FlowOptions<P extends Readonly<Record<string, z.ZodType>>> {
  /** Whom to ask: a team or an address. */
  readonly owner: string;
  /** The flow's parameters, typed by zod: `z.iso.date()`, `z.number().default(0.05)`. */
  readonly params?: P;
  /** When it starts by itself; default: never. */
  readonly schedule?: Schedule<NoInfer<P>> | readonly Schedule<NoInfer<P>>[];
  /** Bound on the whole run; what runs is stopped, the exit handler still runs. */
  readonly timeout?: Duration;
  /** Stop scheduling at the first failure; default false: steps that do not depend on it still run. */
  readonly failFast?: boolean;
  /** Steps that run at once; default: no bound but the loops' own. */
  readonly parallelism?: number;
  /** How long a finished run stays on the engine. */
  readonly keepFinished?: {
    /** A run that succeeded. */
    readonly succeeded?: Duration;
    /** A run that failed or was stopped. */
    readonly failed?: Duration;
  };
  /** Names of which only one run at a time may hold each. */
  readonly mutexes?: readonly string[];
  /** Counters in config maps: at most that many runs at a time. */
  readonly semaphores?: readonly Semaphore[];
  /** Orders runs that wait; never changes a result. */
  readonly priority?: number;
  /** The account that the steps run as; default: the environment's. */
  readonly serviceAccount?: string;
  /** Labels of every run. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of every run. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Words to select by: `--select tag:nightly`. */
  readonly tags?: readonly string[];
  /** A sentence for people: shown in the graph and on the engine. */
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
  /** Always "flow". */
  readonly kind: "flow";
  /** The types of its parameters. */
  readonly params: P;
  /** What the body returned: for `call`, and for whoever takes a flow's output. */
  readonly outputs: R;
}
