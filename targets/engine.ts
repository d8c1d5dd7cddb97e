/**
 * What a target says of its engine at work: how its artifacts are applied, and how runs are started and stopped
 *
 * Nothing here touches the network, the disk or the clock itself.
 */
import type { Artifact } from "../compiler/artifact.ts";
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import type { PlannedFlow } from "../compiler/plan.ts";
import type { Environment } from "../compiler/program.ts";
import type { Json } from "../schema/record.ts";
import type { Server, ServerRequest } from "./server.ts";

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

/** A run to start. */
export interface RunToStart extends WantedFlow {
  readonly environment: Environment;
  /** Those that were given, checked against their types; null for an optional one that shall be absent. */
  readonly params: { readonly [name: string]: Json };
  /** A UUID that is this run's alone: a server that has seen it starts no second run. */
  readonly request: string;
  /** For a run that stands in for one of a schedule: when that was due. */
  readonly due?: Due;
}

export interface Due {
  /** RFC 3339, in UTC and whole seconds. */
  readonly at: string;
  /** The schedule's IANA zone. */
  readonly timezone: string;
}

export type RunState = "running" | "succeeded" | "failed" | "cancelled";

/** A run that the server knows. */
export interface KnownRun {
  readonly id: string;
  readonly state: RunState;
}

/** A command of a shell: its words, and what it reads. */
export interface ShellCommand {
  readonly words: readonly string[];
  readonly input?: string;
}

export interface Engine {
  /** What a request carries besides its content, for the user of that name. */
  readonly headers: (user: string) => { readonly [name: string]: string };
  /** Undefined where the files are applied by other means (`kubectl`, Argo CD, Flux). */
  readonly planApply?: (input: ApplyInput) => Promise<ApplyPlan>;
  /** The engine's own command that starts the run; `address` is that of its server. */
  readonly startCommand: (run: RunToStart, address: string) => Promise<ShellCommand>;
  /** Starts the run of what was applied, and gives its id. Throws a `ServerFault`, also where the server has another program (server/other-program). */
  readonly start: (run: RunToStart, server: Server) => Promise<string>;
  /** Those of the runs that the server knows already, by their request. Throws a `ServerFault`. */
  readonly known: (runs: readonly RunToStart[], server: Server) => Promise<ReadonlyMap<string, KnownRun>>;
  /** How it stands with a run; undefined where the server knows it no more. Throws a `ServerFault`. */
  readonly stateOf: (id: string, server: Server) => Promise<RunState | undefined>;
  /** Why the engine would give a run something else than it was asked for: a parameter that it replaces, or another time than the one that the run stands in for. */
  readonly problemOf: (run: RunToStart) => Diagnostic | undefined;
  /** Whether a schedule is due at both moments of a wall time that the clock shows twice in autumn; else only where it is due often. */
  readonly dueTwice: boolean;
  /** Whether two runs of the flow get into each other's way on the engine. */
  readonly oneRunAtATime: (plan: PlannedFlow) => boolean;
  /** Ends a run in the engine's orderly way; undefined where the id is none of this engine's. */
  readonly cancelRequest: (id: string) => ServerRequest | undefined;
  /** The engine's own command for it. */
  readonly cancelCommand: (id: string, address: string) => ShellCommand | undefined;
}
