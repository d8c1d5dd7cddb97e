/**
 * The linked program: what all definitions of a platform say in one environment, as plain frozen data
 *
 * Phase 3 makes it; plan, rules, targets, `diff`, `list` and `graph` read it. Everything in it but the members named `calls` is meaning: two programs that differ
 * only there are the same (`programHash`).
 *
 * Quantities and durations keep the text that the user wrote; `schema/words/quantities.ts` parses them.
 */
import type { Json, Site, Text } from "../schema/record.ts";
import type { Expression } from "../schema/values/expression.ts";
import type { ParamRecord, ValueType } from "../schema/values/value-type.ts";

export interface Program {
  readonly environment: Environment;
  /** In order of name. */
  readonly flows: readonly Flow[];
  /** In order of name. */
  readonly pools: readonly GpuPool[];
}

/** An environment, with the config's defaults filled in. */
export interface Environment {
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly namePrefix: string;
  readonly artifacts?: string;
  readonly checkpoints?: { readonly claim: string };
}

/** Where and how a definition came about; `file` is relative to the root. Identity is (kind, name, file). */
export interface Origin {
  readonly file: string;
  readonly exportName: string;
  readonly calls: readonly Site[];
}

export interface GpuPool {
  readonly kind: "gpuPool";
  readonly name: string;
  readonly origin: Origin;
  readonly accelerator: string;
  readonly node: { readonly machine: string; readonly gpus: number; readonly cpu: number; readonly memory: string };
  readonly capacity: {
    readonly reserved?: { readonly nodes: number; readonly reservation: string };
    readonly onDemand?: { readonly maxNodes: number };
    readonly spot?: { readonly maxNodes: number };
    readonly flex?: { readonly maxNodes: number; readonly maxRun: string };
  };
  readonly pricePerGpuHour?: number;
  readonly provider:
    | { readonly gke: { readonly project: string; readonly location: string } }
    | { readonly karpenter: { readonly nodeClass: string } };
  readonly description?: string;
}

export interface Flow {
  readonly kind: "flow";
  readonly name: string;
  readonly origin: Origin;
  readonly owner: string;
  readonly description?: string;
  readonly tags: readonly string[];
  /** Names of the targets that build it: its own, or those of the config. */
  readonly targets: readonly string[];
  readonly params: { readonly [name: string]: ParamRecord };
  readonly schedules: readonly Schedule[];
  readonly timeout?: string;
  readonly failFast: boolean;
  readonly parallelism?: number;
  readonly keepFinished?: { readonly succeeded?: string; readonly failed?: string };
  readonly mutexes: readonly string[];
  readonly semaphores: readonly Semaphore[];
  readonly priority?: number;
  readonly serviceAccount?: string;
  readonly labels: Strings;
  readonly annotations: Strings;
  readonly patch?: Patch;
  /** All nodes, in the order of the definition; expressions and bodies name them by position. */
  readonly nodes: readonly Node[];
  /** All bodies; the first is the flow's own. */
  readonly bodies: readonly Body[];
  /** What the flow gives to a `call`, with its type. */
  readonly result: Result;
  /** Positions of the handlers among the nodes. */
  readonly onExit?: number;
  readonly onFailure?: number;
  /** Options that were reported and left out: a rule may not speak of their absence. */
  readonly unknown: readonly string[];
}

export interface Schedule {
  readonly cron: string;
  readonly timezone: string;
  readonly concurrency: "allow" | "forbid" | "replace";
  readonly params: { readonly [name: string]: Text };
}

export interface Body {
  /** The node that it belongs to; -1 for the flow's own. */
  readonly owner: number;
  /** The nodes that it made, in the order of the definition; handlers are in none. */
  readonly nodes: readonly number[];
}

export type Result =
  | { readonly expression: Expression; readonly type: ValueType }
  | { readonly fields: { readonly [name: string]: Result } };

export type Strings = { readonly [name: string]: string };
export type Patch = { readonly [target: string]: { readonly [field: string]: Json } };

export interface After {
  readonly node: number;
  /** `settled`: a branch without `otherwise`, where "not taken" counts as done. */
  readonly done: "succeeded" | "settled";
}

interface NodeBase {
  /** Its position among the flow's nodes. */
  readonly id: number;
  /** Empty for branches. */
  readonly name: string;
  readonly calls: readonly Site[];
  readonly body: number;
  readonly after: readonly After[];
  readonly description?: string;
  /** Options that were reported and left out: a rule may not speak of their absence. */
  readonly unknown: readonly string[];
}

export type Node = Step | Approval | Call | ForEach | Branch | RepeatUntil;

/** Everything that runs a program in a pod: `step`, `script`, `spark` and the handlers. */
export interface Step extends NodeBase {
  readonly kind: "step" | "script" | "spark" | "onExit" | "onFailure";
  readonly image: ImageReference;
  readonly inputs: { readonly [name: string]: Expression };
  readonly outputs: { readonly [name: string]: ValueType };
  readonly program: StepProgram;
  readonly env: { readonly [name: string]: EnvironmentValue };
  readonly resources: Resources;
  readonly retry?: Retry;
  readonly idempotent: boolean;
  readonly checkpoint: boolean;
  readonly timeout?: string;
  readonly queueTimeout?: string;
  readonly terminationGrace?: string;
  readonly cache?: { readonly key: readonly Text[]; readonly maxAge?: string };
  readonly priority?: string;
  readonly labels: Strings;
  readonly annotations: Strings;
  readonly serviceAccount?: string;
  readonly nodeSelector: Strings;
  readonly tolerations: readonly Toleration[];
  readonly affinity?: { readonly [field: string]: Json };
  readonly volumes: { readonly [name: string]: Volume };
  readonly mutexes: readonly string[];
  readonly semaphores: readonly Semaphore[];
  readonly imagePull?: { readonly policy?: "always" | "ifNotPresent" | "never"; readonly secrets?: readonly string[] };
  readonly patch?: Patch;
}

export type StepProgram =
  | { readonly kind: "command"; readonly words: readonly Text[] }
  /** `file` is as the definition writes it, where the source came from a file; the source is always here. */
  | { readonly kind: "script"; readonly language: "python" | "bash" | "node"; readonly source: string; readonly file?: string }
  | {
      readonly kind: "spark";
      /** The release of Spark in the image: "3.5.1". */
      readonly version: string;
      readonly main: string;
      readonly class?: string;
      readonly arguments: readonly Text[];
      readonly storage: string;
      readonly driver: { readonly cores: number; readonly memory: string; readonly overhead?: string; readonly maxResultSize?: string };
      readonly executor: {
        readonly instances: number | { readonly min: number; readonly max: number };
        readonly cores: number;
        readonly memory: string;
        readonly overhead?: string;
      };
      readonly conf: Strings;
    };

/** `reference` is what the engine pulls; `name` is the name in images.lock.toml that it came from. */
export interface ImageReference {
  readonly reference: string;
  readonly name?: string;
}

export type EnvironmentValue =
  | Text
  | { readonly secret: string; readonly key: string }
  | { readonly configMap: string; readonly key: string };

export interface Resources {
  /** As written: 8 or "500m". */
  readonly cpu?: number | string;
  readonly memory?: string;
  readonly ephemeralStorage?: string;
  readonly sharedMemory?: string;
  /** `pool` is the name of a pool of this program; `capacity` is written out: all that the pool has but spot, where the step did not say. */
  readonly gpu?: { readonly pool: string; readonly count: number; readonly capacity: readonly string[] };
}

export interface Retry {
  readonly limit: number;
  readonly on: "failure" | "infrastructure" | "any";
  readonly backoff?: { readonly initial: string; readonly factor: number; readonly max?: string };
}

export interface Semaphore {
  readonly configMap: string;
  readonly key: string;
}

export interface Toleration {
  readonly key: string;
  readonly operator: "Exists" | "Equal";
  readonly value?: string;
  readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
  readonly for?: string;
}

export type Volume = { readonly mountAt: string; readonly readOnly: boolean } & (
  | { readonly claim: string }
  | { readonly empty: string }
  | { readonly perRun: string; readonly storageClass?: string; readonly access: "oneNode" | "manyNodes" }
  | { readonly configMap: string }
  | { readonly secret: string }
);

export interface Approval extends NodeBase {
  readonly kind: "approval";
  readonly message: string;
  readonly expires?: string;
}

export interface Call extends NodeBase {
  readonly kind: "call";
  /** A flow of this program, by name and file. */
  readonly flow: { readonly name: string; readonly file: string };
  readonly arguments: { readonly [param: string]: Expression };
  /** What the called flow returns, so that types are known without it. */
  readonly result: Result;
}

export interface ForEach extends NodeBase {
  readonly kind: "forEach";
  readonly items: Expression;
  readonly itemType: ValueType;
  readonly parallelism: number;
  readonly runs: number;
  readonly result: Result;
}

export interface Branch extends NodeBase {
  readonly kind: "branch";
  readonly style: "when" | "match";
  /** In order; the first whose test holds runs. A null test is `otherwise`. */
  readonly cases: readonly { readonly test: Expression | null; readonly runs: number; readonly member?: string }[];
  /** Whether some case always runs: `when` with `otherwise`, or a `match`. */
  readonly complete: boolean;
}

export interface RepeatUntil extends NodeBase {
  readonly kind: "repeatUntil";
  readonly max: number;
  readonly until: Expression;
  readonly runs: number;
  readonly result: Result;
}

export type Definition = Flow | GpuPool;

/** "flow:churn": how artifacts and messages name a definition. */
export function definitionId({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind}:${name}`;
}

/** Whether a node runs a program in a pod. */
export function isStep(node: Node): node is Step {
  return "program" in node;
}
