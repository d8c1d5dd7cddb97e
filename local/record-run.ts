/** The record of a run as the scheduler has it. */
import type { RunRecord, StepRecord } from "../runs/run-record.ts";
import type { Json } from "../schema/record.ts";
import type { Attempt } from "./scheduler/instance.ts";
import type { RunStatus } from "./scheduler/machine.ts";
import { byOrder } from "./scheduler/order.ts";
import type { Scheduler } from "./scheduler/scheduler.ts";
import type { Values } from "./scheduler/scope.ts";
import type { Redactor } from "./secrets/redactor.ts";

/** What of a record is known before the run begins. */
export type RunFrame = Pick<
  RunRecord,
  | "formatVersion"
  | "id"
  | "flow"
  | "engine"
  | "environment"
  | "program"
  | "commit"
  | "startedAt"
  | "params"
  | "scheduledAt"
  | "scheduledDate"
>;

/** The record at this moment, with the names of secrets in the place of their values; `now` in milliseconds is its end, where the run has ended. */
export function recordOfRun(frame: RunFrame, scheduler: Scheduler, status: RunStatus, now: number, redactor: Redactor): RunRecord {
  const outputs = status === "succeeded" ? redactor.value(scheduler.result()) : undefined;
  return {
    ...frame,
    status,
    ...(status !== "running" && status !== "waiting" && { finishedAt: timeOf(now) }),
    steps: stepRecords(scheduler, redactor),
    ...(scheduler.failures.length > 0 && {
      failures: scheduler.failures.map(({ path, message }) => ({ path, message: redactor.text(message) })),
    }),
    ...(outputs !== undefined && { outputs }),
  };
}

function stepRecords(scheduler: Scheduler, redactor: Redactor): StepRecord[] {
  const begun = scheduler.instances.map(({ order, planned, path, status, attempts, inputs, outputs, message, key }) => {
    const values = recorded(outputs);
    const safe = redactor.value(values);
    const record = {
      step: planned.node.name,
      path,
      status,
      attempts: attempts.map(attemptRecord),
      inputs: redactor.value(recorded(inputs)),
      outputs: safe,
      ...(message !== undefined && { message }),
      // Outputs that are not what they were cannot be taken over by a later part of the run.
      ...(key !== undefined && safe === values && { key }),
    };
    return { order, record };
  });
  const absent = scheduler.absent().map(({ order, step, path, status }) => ({
    order,
    record: { step, path, status, attempts: [], inputs: {}, outputs: {} },
  }));
  return [...begun, ...absent].sort(byOrder).map(({ record }) => record);
}

function attemptRecord({ startedAt, finishedAt, exitCode, reason, message, details = {} }: Attempt): StepRecord["attempts"][number] {
  const { limits, ...rest } = details;
  return {
    startedAt: timeOf(startedAt),
    ...(finishedAt !== undefined && { finishedAt: timeOf(finishedAt) }),
    ...(exitCode !== undefined && { exitCode }),
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
    ...rest,
    ...(limits !== undefined && { limits: { ...limits } }),
  };
}

/** The attempts of a record, as the scheduler knows them. One that had not ended was cut off with the run. */
export function attemptsOf({ attempts }: StepRecord): readonly Attempt[] {
  return attempts.map(({ startedAt, finishedAt, exitCode, reason, message, log, peakMemoryBytes, limits, image }) => ({
    startedAt: Date.parse(startedAt),
    ...(finishedAt !== undefined && { finishedAt: Date.parse(finishedAt) }),
    ...(exitCode !== undefined && { exitCode }),
    ...(reason === undefined ? { reason: "Killed", message: "The run ended before the attempt did." } : { reason }),
    ...(message !== undefined && { message }),
    details: {
      ...(log !== undefined && { log }),
      ...(peakMemoryBytes !== undefined && { peakMemoryBytes }),
      ...(limits?.memory !== undefined && { limits: { memory: limits.memory } }),
      ...(image !== undefined && { image }),
    },
  }));
}

/** Values that are there. */
export function recorded(values: Values): { [name: string]: Json } {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
