/** What is at hand, and what grows, while one flow is lowered. */
import type { PlannedFlow } from "../../../compiler/plan.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import type { TakeName } from "../../names.ts";
import type { TargetContext } from "../../target.ts";
import type { KubeflowOptions } from "../options.ts";
import type { Component, ContainerSpec, ExecutorConfig } from "../schema.ts";
import type { ArtifactChannel } from "./dag.ts";
import type { Value } from "./values.ts";

export interface Lowering {
  readonly plan: PlannedFlow;
  readonly context: TargetContext<KubeflowOptions>;
  /** These grow, by name. */
  readonly components: Map<string, Component>;
  readonly executors: Map<string, { readonly container: ContainerSpec }>;
  readonly configs: Map<string, ExecutorConfig>;
  readonly takeComponentName: TakeName;
  readonly nextId: () => number;
  /** An image with a shell, for tasks that only work out a value. */
  readonly shellImage: string;
}

/** The flow whose body is lowered: the flow of the pipeline, or one that it calls, inlined. */
export interface Room {
  readonly lowering: Lowering;
  readonly plan: PlannedFlow;
  /** Before the names of its tasks: "prepare-" for a flow inlined by the call "prepare". */
  readonly prefix: string;
  /** Before the paths of its steps: "prepare/". */
  readonly path: string;
  /** What its expressions are, by what they say. */
  readonly values: Map<string, Value>;
  readonly artifacts: Map<string, ArtifactChannel>;
  /** What its branches give, by the branch. */
  readonly joins: ReadonlyMap<number, readonly Expression[]>;
}
