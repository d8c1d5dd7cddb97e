/** One step of a run, as often as it is: "count" of item 2 is an instance. */
import type { PlannedApproval, PlannedStep } from "../../compiler/plan.ts";
import type { Values } from "./scope.ts";

export type StepStatus = "pending" | "running" | "waiting" | "succeeded" | "cached" | "failed" | "skipped" | "cancelled" | "not-run";

/** What became of a node, for those that wait for it. `not-taken`: a branch without `otherwise`. */
export type Outcome = "succeeded" | "failed" | "skipped" | "not-run" | "not-taken";

/** An attempt as it is recorded. Moments are milliseconds. */
export interface Attempt {
  readonly startedAt: number;
  readonly finishedAt?: number;
  readonly exitCode?: number;
  /** A word of Kubernetes: "OOMKilled", "DeadlineExceeded", "Error"; "Completed" after success. */
  readonly reason?: string;
  readonly message?: string;
  /** What only the executor knows: where the log is, how much memory was used. */
  readonly details?: AttemptDetails;
}

export interface AttemptDetails {
  readonly log?: string;
  readonly peakMemoryBytes?: number;
  readonly limits?: { readonly memory?: string };
  readonly image?: string;
}

/** How an attempt ended, as the executor tells it. */
export type AttemptEnd =
  | { readonly is: "succeeded"; readonly outputs: Values; readonly details?: AttemptDetails }
  | {
      readonly is: "failed";
      readonly reason: string;
      readonly message?: string;
      readonly exitCode?: number;
      readonly details?: AttemptDetails;
    }
  /** Nothing was run: the outputs are those of an earlier success. */
  | { readonly is: "reused"; readonly outputs: Values; readonly status: "succeeded" | "cached" }
  /** Nothing was run, and nothing is there: what depends on it is not run. */
  | { readonly is: "left-out" };

export interface StepInstance {
  readonly id: number;
  readonly path: string;
  readonly order: readonly number[];
  readonly planned: PlannedStep | PlannedApproval;
  status: StepStatus;
  attempts: readonly Attempt[];
  inputs: Values;
  outputs: Values;
  /** Why it ended as it did, where no attempt says so. */
  message: string | undefined;
  /** What the executor keeps to recognise it in a later run. */
  key: string | undefined;
}

/** A step of which no instance ever began: skipped, not run, or not yet. `path` has no positions where they are not known. */
export interface Absent {
  readonly path: string;
  readonly order: readonly number[];
  readonly step: string;
  readonly status: "pending" | "skipped" | "not-run";
}
