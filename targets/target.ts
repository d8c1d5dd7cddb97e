/**
 * What a target is
 *
 * A target turns plans into the files of one platform. It is a plain object of pure functions: `lower` maps a plan to the platform's documents, `emit` chooses paths and
 * makes text. What the platform cannot say is refused at the field that asked for it, never approximated.
 */
import type * as z from "zod";
import type { Artifact } from "../compiler/artifact.ts";
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import type { PlannedFlow } from "../compiler/plan.ts";
import type { Environment, Flow, Program } from "../compiler/program.ts";

/** Every construct of the language that a target must answer for; a new one does not compile until each target has. */
export const constructs = [
  "step",
  "script",
  "spark",
  "call",
  "approval",
  "forEach",
  "when",
  "match",
  "repeatUntil",
  "onExit",
  "onFailure",
  "values",
  "artifacts",
  "gatheredArtifacts",
  "optionalOutputs",
  "runAttempt",
  "schedule",
  "severalSchedules",
  "scheduleTimezone",
  "scheduleParams",
  "scheduleConcurrency",
  "flowTimeout",
  "failFast",
  "flowParallelism",
  "loopParallelism",
  "keepFinished",
  "flowPriority",
  "retryOnFailure",
  "retryOnInfrastructure",
  "retryBackoff",
  "timeout",
  "queueTimeout",
  "terminationGrace",
  "checkpoint",
  "cache",
  "resources",
  "gpu",
  "secrets",
  "configMaps",
  "volumes",
  "nodeSelector",
  "tolerations",
  "affinity",
  "mutexes",
  "semaphores",
  "priority",
  "serviceAccount",
  "labels",
  "imagePull",
  "patch",
] as const;
export type Construct = (typeof constructs)[number];

/** `true`, or why the platform cannot and what to do instead. */
export type Support = true | { readonly refused: string; readonly instead: string };
export type Supports = Readonly<Record<Construct, Support>>;

export interface TargetContext<Options> {
  readonly options: Options;
  readonly environment: Environment;
  readonly program: Program;
}

export interface Lowered<Documents> {
  readonly documents: Documents;
  readonly diagnostics: readonly Diagnostic[];
}

/** How a target makes files about all flows together, although most flows may be unchanged and their documents not at hand. */
export interface Together<Options, Documents, Part> {
  /** What of a flow's documents matters here, as plain data. */
  readonly partOf: (documents: Documents, flow: Flow) => Part;
  readonly part: z.ZodType<Part>;
  /** Paths as those of `emit`. */
  readonly emit: (flows: readonly { readonly flow: Flow; readonly part: Part }[], context: TargetContext<Options>) => readonly Artifact[];
}

/** What the cluster writes into objects of a kind by itself, as JSON pointers: no difference from what is in git. */
export interface WrittenByCluster {
  readonly group: string;
  readonly kind: string;
  readonly pointers: readonly string[];
}

export interface Target<Options, Documents, Part = unknown> {
  /** The folder of its artifacts and the area of its diagnostics: "argo". */
  readonly name: string;
  readonly title: string;
  /** Versions of the platform that the artifacts are for. */
  readonly versions: string;
  readonly documentation: string;
  readonly options: z.ZodType<Options>;
  readonly supports: Supports;
  /** What can be refused from the plan alone; where it finds an error, the flow is not lowered. */
  readonly check?: (plan: PlannedFlow, context: TargetContext<Options>) => readonly Diagnostic[];
  /** The platform's documents of one flow that `check` let through. */
  readonly lower: (plan: PlannedFlow, context: TargetContext<Options>) => Lowered<Documents>;
  /** The files of one flow; paths are relative to `<output>/<environment>/<target>/`. */
  readonly emit: (documents: Documents, plan: PlannedFlow, context: TargetContext<Options>) => readonly Artifact[];
  /** What can only be seen of the files: that they are too large. Where it finds an error, they are not written. */
  readonly checkFiles?: (artifacts: readonly Artifact[], documents: Documents, plan: PlannedFlow) => readonly Diagnostic[];
  readonly writtenByCluster?: readonly WrittenByCluster[];
  /** Files about all flows together (a kustomization, access rights). */
  readonly together?: Together<Options, Documents, Part>;
}
