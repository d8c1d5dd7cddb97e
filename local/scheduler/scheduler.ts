/**
 * The scheduler: which step begins when, and what became of each
 *
 * A state machine over the plan. It does nothing itself: it is told what happened and at what time, and says what is to be done. `millwright run` drives it with
 * processes and the clock, `simulate` with fake outputs and a clock of its own.
 */
import type { PlannedFlow } from "../../compiler/plan.ts";
import type { Json } from "../../schema/record.ts";
import { parseDuration } from "../../schema/words/quantities.ts";
import { flowResult } from "../flow-result.ts";
import { absentSteps } from "./absent.ts";
import type { Absent, Outcome, StepInstance } from "./instance.ts";
import {
  type Action,
  type Failure,
  type Happening,
  isHalted,
  type LoopProgress,
  type Machine,
  type RunOptions,
  type RunStatus,
} from "./machine.ts";
import { runBody } from "./run-body.ts";
import { dispatch, endAttempt, giveUp, runStep, stopJob } from "./run-step.ts";
import type { Room, Scope } from "./scope.ts";
import { openOwnLocks } from "./step-locks.ts";
import { openTimers } from "./timers.ts";

export interface Scheduler {
  /** Takes what happened at `now` (milliseconds, never going back); gives what is to be done. */
  readonly take: (happening: Happening, now: number) => readonly Action[];
  /** When `take` must be told of the time at the latest, whatever else happens; undefined: never. */
  readonly nextTime: () => number | undefined;
  readonly status: () => RunStatus;
  /** Whether nothing goes on before somebody answers an approval. */
  readonly waitsForAnswers: () => boolean;
  readonly instances: readonly StepInstance[];
  /** Steps that never began, or not yet. */
  readonly absent: () => readonly Absent[];
  readonly failures: readonly Failure[];
  /** Loops over items, in the order in which they began. */
  readonly loops: readonly Readonly<LoopProgress>[];
  /** What the flow returned, once it has succeeded. */
  readonly result: () => Json | undefined;
}

/** A scheduler for one run of a flow, which begins with the first `take`. */
export function openScheduler(plan: PlannedFlow, options: RunOptions): Scheduler {
  const room: Room = { plan, params: options.params, caller: undefined, halted: false };
  const scope: Scope = { room, body: 0, around: undefined, prefix: "", order: [], item: undefined, given: new Map() };
  const machine = newMachine(options);
  const slots = Math.min(options.slots ?? Infinity, plan.flow.parallelism ?? Infinity);
  let status: RunStatus | undefined;

  const begin = (): void => {
    status = "running";
    const timeout = plan.flow.timeout === undefined ? undefined : parseDuration(plan.flow.timeout);
    const cancel = timeout === undefined ? () => undefined : machine.timers.at(machine.now + timeout, () => halt(machine, "timeout"));
    runBody(machine, plan.body, scope, (outcome) => {
      cancel();
      const ended = machine.halted === "cancelled" ? "cancelled" : outcome;
      machine.halted = undefined;
      runHandlers(ended);
    });
  };
  const runHandlers = (ended: "succeeded" | "failed" | "cancelled"): void => {
    const last = (position: number): Scope => ({ ...scope, order: [Number.MAX_SAFE_INTEGER, position] });
    const end = (outcome: Outcome): void => {
      status = outcome === "failed" && ended === "succeeded" ? "failed" : ended;
    };
    const exit = (): void => {
      if (plan.onExit === undefined) end("succeeded");
      else runStep(machine, plan.onExit, last(1), end, ended);
    };
    if (plan.onFailure === undefined) exit();
    else if (ended !== "failed") {
      const { order } = last(0);
      machine.absent.push(...absentSteps(plan.onFailure, { plan, prefix: "", order }, "skipped"));
      exit();
    } else runStep(machine, plan.onFailure, last(0), exit, ended);
  };
  return {
    instances: machine.instances,
    failures: machine.failures,
    loops: machine.loops,
    result: () => flowResult(scope, machine.moment),
    absent: () => [...machine.absent, ...[...machine.open].flatMap((pending) => pending())],
    nextTime: machine.timers.next,
    status: () => (status === undefined ? "running" : status === "running" && waitsForAnswers(machine) ? "waiting" : status),
    waitsForAnswers: () => waitsForAnswers(machine),
    take(happening, now) {
      machine.now = Math.max(now, machine.now);
      if (status === undefined) begin();
      happen(machine, happening);
      machine.timers.run(machine.now);
      settle(machine, slots);
      return machine.actions.splice(0);
    },
  };
}

function newMachine(options: RunOptions): Machine {
  const { runId, scheduledAt, scheduledDate } = options;
  const ofRun = { id: runId, attempt: 1, scheduledAt, scheduledDate };
  const machine: Machine = {
    options,
    runBody: (body, scope, done) => runBody(machine, body, scope, done),
    timers: openTimers(),
    instances: [],
    absent: [],
    failures: [],
    loops: [],
    actions: [],
    queue: [],
    open: new Set(),
    moment: { run: (field) => ofRun[field] },
    ready: [],
    running: new Map(),
    resting: new Map(),
    waiting: new Map(),
    locks: options.locks ?? openOwnLocks(),
    asksAgain: false,
    now: 0,
    halted: undefined,
  };
  return machine;
}

function happen(machine: Machine, happening: Happening): void {
  switch (happening.is) {
    case "ended":
      endAttempt(machine, happening.instance, happening.end);
      break;
    case "answered":
      machine.waiting.get(happening.instance)?.answer(happening.answer);
      break;
    case "stopped":
      halt(machine, "cancelled");
      break;
    case "time":
      break;
  }
}

/** Begins nothing more, and stops what runs. */
function halt(machine: Machine, why: "timeout" | "cancelled"): void {
  machine.halted ??= why;
  for (const job of machine.running.values()) stopJob(machine, job, why === "timeout" ? "DeadlineExceeded" : "Cancelled");
  for (const [job, cancel] of machine.resting) {
    cancel();
    giveUp(machine, job);
  }
  machine.resting.clear();
  for (const approval of [...machine.waiting.values()]) approval.cancel();
}

/** Goes on until nothing more follows by itself. */
function settle(machine: Machine, slots: number): void {
  for (;;) {
    // By position: what is done may add to the queue.
    for (let index = 0; index < machine.queue.length; index += 1) machine.queue[index]?.();
    machine.queue.length = 0;
    dispatch(machine, slots);
    for (const { scope, cancel } of [...machine.waiting.values()]) if (isHalted(machine, scope)) cancel();
    if (machine.queue.length === 0) return;
  }
}

function waitsForAnswers({ waiting, running, ready, resting }: Machine): boolean {
  return waiting.size > 0 && running.size + ready.length + resting.size === 0;
}
