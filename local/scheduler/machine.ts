/** What all parts of the scheduler share: the queue of what to do next, the instances, the clock as it was last told. */
import type { PlannedApproval, PlannedBody, PlannedStep } from "../../compiler/plan.ts";
import type { Flow } from "../../compiler/program.ts";
import type { Text } from "../../schema/record.ts";
import { EvaluationFault, type Known } from "../evaluate-expression.ts";
import type { Absent, Attempt, AttemptEnd, Outcome, StepInstance } from "./instance.ts";
import type { Moment, Scope, Values } from "./scope.ts";
import type { StepLocks } from "./step-locks.ts";
import type { Timers } from "./timers.ts";

export type RunStatus = "running" | "waiting" | "succeeded" | "failed" | "cancelled";

/** What a run is given: everything that is not in the plan. */
export interface RunOptions {
  readonly runId: string;
  readonly params: Values;
  /** RFC 3339, UTC, and the day of it in the schedule's zone. */
  readonly scheduledAt: string;
  readonly scheduledDate: string;
  /** Steps that run at once here; default: no bound. */
  readonly slots?: number;
  /** Default: mutexes keep the steps of this run apart. */
  readonly locks?: StepLocks;
  /** Attempts of an earlier part of the run. */
  readonly earlierAttempts?: (path: string) => readonly Attempt[];
  /** Since when an approval waits, where an earlier part of the run asked already. */
  readonly waitingSince?: (path: string) => number | undefined;
}

/** An attempt that is to begin now. */
export interface AttemptStart {
  readonly instance: StepInstance;
  readonly planned: PlannedStep;
  /** The flow that has the step: the outermost one, or one that is called. */
  readonly flow: Flow;
  /** From 1. */
  readonly attempt: number;
  readonly inputs: Values;
  /** The text of a word, once the paths are known. Throws `EvaluationFault`. */
  readonly textOf: (text: Text, path: Known["path"]) => string;
}

/** What the driver is to do. */
export type Action =
  | { readonly do: "start"; readonly start: AttemptStart }
  | { readonly do: "stop"; readonly instance: StepInstance; readonly reason: string }
  | { readonly do: "ask"; readonly instance: StepInstance; readonly planned: PlannedApproval };

/** What happened. */
export type Happening =
  | { readonly is: "ended"; readonly instance: StepInstance; readonly end: AttemptEnd }
  | { readonly is: "answered"; readonly instance: StepInstance; readonly answer: "yes" | "no" }
  | { readonly is: "time" }
  /** The run is to end now, in an orderly way. */
  | { readonly is: "stopped" };

/** A step on its way from ready to its end. */
export interface Job {
  readonly instance: StepInstance;
  readonly planned: PlannedStep;
  readonly scope: Scope;
  /** In a handler: how the run ended. A handler runs whatever was halted. */
  readonly status: string | undefined;
  readonly done: (outcome: Outcome) => void;
  /** Attempts of this run that failed. */
  failures: number;
  startedAt: number;
  /** Why it was told to stop, where it was. */
  stopped: string | undefined;
  cancelTimeout: () => void;
  unlock: () => void;
}

interface WaitingApproval {
  readonly scope: Scope;
  readonly answer: (answer: "yes" | "no") => void;
  readonly cancel: () => void;
}

/** A node outside of steps that failed by itself: a loop, a call. */
export interface Failure {
  readonly path: string;
  readonly message: string;
}

/** How far a loop over items is. */
export interface LoopProgress {
  /** "per-shard", "per-day[2]/per-shard". */
  readonly path: string;
  readonly total: number;
  readonly startedAt: number;
  running: number;
  /** Items that are done, failed ones included. */
  ended: number;
  /** Items that failed by themselves, and not because the run was stopped. */
  failed: number;
  finishedAt: number | undefined;
}

export interface Machine {
  readonly options: RunOptions;
  /** Runs a body; here, so that loops and branches need not know how. */
  readonly runBody: (body: PlannedBody, scope: Scope, done: (outcome: "succeeded" | "failed") => void) => void;
  readonly timers: Timers;
  readonly instances: StepInstance[];
  readonly absent: Absent[];
  readonly failures: Failure[];
  readonly loops: LoopProgress[];
  readonly actions: Action[];
  readonly queue: (() => void)[];
  /** Bodies that are under way: what in them has not begun is pending. */
  readonly open: Set<() => readonly Absent[]>;
  readonly moment: Moment;
  /** Steps that are to begin as soon as there is room, in the order in which they became ready. */
  readonly ready: Job[];
  readonly running: Map<StepInstance, Job>;
  /** Steps between two attempts. */
  readonly resting: Map<Job, () => void>;
  readonly waiting: Map<StepInstance, WaitingApproval>;
  readonly locks: StepLocks;
  /** Whether the locks are asked for again in a while. */
  asksAgain: boolean;
  now: number;
  /** Why nothing new begins, where that is so. */
  halted: "timeout" | "cancelled" | undefined;
}

/** Whether nothing new may begin in a scope. */
export function isHalted({ halted }: Machine, { room }: Scope): boolean {
  if (halted !== undefined) return true;
  for (let at: Scope["room"] | undefined = room; at !== undefined; at = at.caller) if (at.halted) return true;
  return false;
}

/** A step failed for good: flows that say `failFast` begin nothing more. */
export function haltWhereAsked({ room }: Scope): void {
  for (let at: Scope["room"] | undefined = room; at !== undefined; at = at.caller) if (at.plan.flow.failFast) at.halted = true;
}

/** Whether `act` could work out what it needs; where it could not, the node `name` is noted as failed. */
export function guarded(machine: Machine, { prefix }: Scope, name: string, act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (!(error instanceof EvaluationFault)) throw error;
    machine.failures.push({ path: `${prefix}${name}`, message: error.message });
    return false;
  }
}
