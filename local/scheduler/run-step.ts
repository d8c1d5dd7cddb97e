/** Steps: ready, running, perhaps again, ended (meaning.md, rules 9, 16 and 17). */
import type { PlannedStep } from "../../compiler/plan.ts";
import { EvaluationFault, evaluate, evaluateText, type Value } from "../evaluate-expression.ts";
import type { Attempt, AttemptEnd, Outcome, StepInstance } from "./instance.ts";
import { haltWhereAsked, isHalted, type Job, type Machine } from "./machine.ts";
import { newInstance } from "./new-instance.ts";
import { retryDelay } from "./retry.ts";
import { knownIn, type Moment, type Scope, type Values } from "./scope.ts";

/** Makes a step ready; `status` is how the run ended, for a handler. */
export function runStep(machine: Machine, planned: PlannedStep, scope: Scope, done: Job["done"], status?: string): void {
  const instance = newInstance(machine, planned, scope, "pending");
  instance.attempts = machine.options.earlierAttempts?.(instance.path) ?? [];
  machine.ready.push({
    instance,
    planned,
    scope,
    status,
    done,
    failures: 0,
    startedAt: machine.now,
    stopped: undefined,
    cancelTimeout: () => undefined,
    unlock: () => undefined,
  });
}

/** Begins the ready steps for which there is room. */
export function dispatch(machine: Machine, slots: number): void {
  const waiting = machine.ready.splice(0);
  for (const job of waiting) {
    if (job.status === undefined && isHalted(machine, job.scope)) giveUp(machine, job);
    else if (machine.running.size >= slots || !startUnlessLocked(machine, job)) machine.ready.push(job);
  }
}

/** Starts a step once it has its locks; one that cannot ever have them has failed. */
function startUnlessLocked(machine: Machine, job: Job): boolean {
  const { locks } = machine;
  try {
    const unlock = locks.take(job.planned.node);
    if (unlock !== undefined) {
      job.unlock = unlock;
      start(machine, job);
      return true;
    }
  } catch (error) {
    if (!(error instanceof EvaluationFault)) throw error;
    finish(machine, job, { startedAt: machine.now, finishedAt: machine.now, reason: "Error", message: error.message });
    return true;
  }
  if (locks.askAgainAfter !== undefined && !machine.asksAgain) {
    machine.asksAgain = true;
    machine.timers.at(machine.now + locks.askAgainAfter, () => {
      machine.asksAgain = false;
    });
  }
  return false;
}

function start(machine: Machine, job: Job): void {
  const { instance, planned } = job;
  const attempt = job.failures + 1;
  const moment: Moment = {
    ...(job.status !== undefined && { status: job.status }),
    run: (field) => (field === "attempt" ? attempt : machine.moment.run(field)),
  };
  job.startedAt = machine.now;
  let inputs: Values;
  try {
    const known = knownIn(job.scope, moment);
    inputs = mapped(planned.node.inputs, (source) => evaluate(source, known));
  } catch (error) {
    job.unlock();
    if (!(error instanceof EvaluationFault)) throw error;
    finish(machine, job, { startedAt: machine.now, finishedAt: machine.now, reason: "Error", message: error.message });
    return;
  }
  instance.status = "running";
  instance.inputs = inputs;
  instance.attempts = [...instance.attempts, { startedAt: machine.now }];
  machine.running.set(instance, job);
  if (planned.timeoutMs !== undefined)
    job.cancelTimeout = machine.timers.at(machine.now + planned.timeoutMs, () => stopJob(machine, job, "DeadlineExceeded"));
  machine.actions.push({
    do: "start",
    start: {
      instance,
      planned,
      flow: job.scope.room.plan.flow,
      attempt,
      inputs,
      textOf: (text, path) => evaluateText(text, knownIn(job.scope, { ...moment, inputs, path })),
    },
  });
}

function mapped<T>(record: { readonly [name: string]: T }, map: (value: T) => Value): Values {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

/** Tells a running attempt to stop. */
export function stopJob(machine: Machine, job: Job, reason: string): void {
  if (job.stopped !== undefined) return;
  job.stopped = reason;
  machine.actions.push({ do: "stop", instance: job.instance, reason });
}

/** Takes the end of an attempt. */
export function endAttempt(machine: Machine, instance: StepInstance, end: AttemptEnd): void {
  const job = machine.running.get(instance);
  if (job === undefined) return;
  job.cancelTimeout();
  machine.running.delete(instance);
  job.unlock();
  const earlier = instance.attempts.slice(0, -1);
  if (end.is === "reused") {
    instance.attempts = earlier;
    instance.outputs = end.outputs;
    succeed(machine, job, end.status);
    return;
  }
  if (end.is === "left-out") {
    instance.attempts = earlier;
    instance.status = "not-run";
    machine.queue.push(() => job.done("not-run"));
    return;
  }
  const attempt: Attempt = {
    startedAt: job.startedAt,
    finishedAt: machine.now,
    ...(end.is === "succeeded" ? { exitCode: 0, reason: "Completed" } : failedPart(job, end)),
    ...(end.details !== undefined && { details: end.details }),
  };
  instance.attempts = earlier;
  const { stopped } = job;
  job.stopped = undefined;
  if (end.is === "succeeded" && stopped === undefined) {
    instance.attempts = [...earlier, attempt];
    instance.outputs = end.outputs;
    succeed(machine, job, "succeeded");
  } else finish(machine, job, stopped === undefined ? attempt : { ...attempt, reason: stopped });
}

function failedPart({ stopped, planned }: Job, end: Extract<AttemptEnd, { is: "failed" }>): Partial<Attempt> {
  const said = stopped === "DeadlineExceeded" ? `It ran longer than ${planned.node.timeout ?? "the flow may"}.` : end.message;
  return {
    reason: end.reason,
    ...(end.exitCode !== undefined && { exitCode: end.exitCode }),
    ...(said !== undefined && { message: said }),
  };
}

function succeed(machine: Machine, job: Job, status: "succeeded" | "cached"): void {
  const { instance, scope, planned } = job;
  instance.status = status;
  scope.given.set(planned.node.id, { of: "step", outputs: instance.outputs });
  machine.queue.push(() => job.done("succeeded"));
}

/** An attempt failed: another follows, or the step has failed. */
function finish(machine: Machine, job: Job, attempt: Attempt): void {
  const { instance, planned, scope } = job;
  instance.attempts = [...instance.attempts, attempt];
  job.failures += 1;
  const isOver = attempt.reason === "Cancelled" || (job.status === undefined && isHalted(machine, scope));
  const delay = isOver ? undefined : retryDelay(planned.retry, attempt.reason ?? "Error", job.failures);
  if (delay === undefined) {
    end(machine, job, attempt.reason === "Cancelled" ? "cancelled" : "failed");
    return;
  }
  instance.status = "pending";
  const again = (): void => {
    machine.resting.delete(job);
    machine.ready.push(job);
  };
  if (delay === 0) again();
  else machine.resting.set(job, machine.timers.at(machine.now + delay, again));
}

function end(machine: Machine, job: Job, status: "failed" | "cancelled"): void {
  job.instance.status = status;
  if (status === "failed") haltWhereAsked(job.scope);
  machine.queue.push(() => job.done("failed"));
}

/** Ends a step that will not begin (again). */
export function giveUp(machine: Machine, job: Job): void {
  if (job.failures > 0) {
    end(machine, job, machine.halted === "cancelled" ? "cancelled" : "failed");
    return;
  }
  job.instance.status = "not-run";
  const outcome: Outcome = "not-run";
  machine.queue.push(() => job.done(outcome));
}
