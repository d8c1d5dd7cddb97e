/**
 * What a target says of its engine at work: how its artifacts are applied
 *
 * Nothing here touches the network, the disk or the clock itself.
 */
import type { Artifact } from "../compiler/artifact.ts";
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import type { PlannedFlow } from "../compiler/plan.ts";
import type { Environment } from "../compiler/program.ts";
import type { Server } from "./server.ts";

/** A flow as it shall be on the server. */
export interface WantedFlow {
  readonly plan: PlannedFlow;
  /** Its files; paths are relative to the target's folder of the environment. */
  readonly artifacts: readonly Artifact[];
}

export interface ApplyInput {
  readonly server: Server;
  readonly environment: Environment;
  /** The name under which this platform owns what it applies. */
  readonly platform: string;
  readonly wanted: readonly WantedFlow[];
  /** Whether what is gone from the definitions is deleted rather than paused. */
  readonly prune: boolean;
  /** Whether what bears no mark of any platform may be taken over. */
  readonly adopt: boolean;
}

export type ActionKind = "create" | "update" | "resume" | "keep" | "pause" | "delete";

/** What is done, or would be done, with one thing on the server. */
export interface Action {
  readonly kind: ActionKind;
  /** What it is, as in "workflow". */
  readonly what: string;
  readonly name: string;
  /** What differs, a line each. */
  readonly changes: readonly string[];
  /** Makes it so; throws a `ServerFault`. */
  readonly perform: () => Promise<void>;
}

export interface ApplyPlan {
  /** In the order in which they are performed. */
  readonly actions: readonly Action[];
  /** Why nothing may be applied. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Engine {
  /** What a request carries besides its content, for the user of that name. */
  readonly headers: (user: string) => { readonly [name: string]: string };
  /** Undefined where the files are applied by other means (`kubectl`, Argo CD, Flux). */
  readonly planApply?: (input: ApplyInput) => Promise<ApplyPlan>;
}
