import type { Json } from "../../../schema/record.ts";
import type { RunRecord, StepRecord } from "../../run-record.ts";
import { attemptsFrom, momentAt, type ObservedRun, observedRun, observedStep } from "../observed-run.ts";
import { isData, listAt, membersAt, numberAt, textAt } from "../shape.ts";

const failed = new Set(["FATALLY_FAILED", "USER_FAILED", "PLATFORM_FAILED", "TIMEOUT_FAILED", "INTERNALLY_FAILED", "TIMED_OUT", "FAILED"]);
const waiting = new Set(["WAITING_FOR_SIGNALS", "WAITING_FOR_PERMITS", "PAUSED"]);
const notBegun = new Set(["NOT_CREATED", "CREATED", "INITIALIZED", "EVALUATING_PARAMS"]);
const good = new Set(["SUCCEEDED", "COMPLETED_WITH_ERROR"]);
const deadlines = new Set(["TIMED_OUT", "TIMEOUT_FAILED"]);

/**
 * What a step or workflow instance says of its run; undefined where it says neither
 *
 * A step instance is one attempt, and a part of a run: the others come in documents of their own.
 *
 * Source: Netflix/maestro abdbdad, maestro-common StepInstance, StepRuntimeState, WorkflowInstance.
 */
export function instanceRun(instance: unknown): ObservedRun | undefined {
  const workflow = textAt(instance, "workflow_id");
  const number = numberAt(instance, "workflow_instance_id");
  if (workflow === undefined || number === undefined) return undefined;
  const id = `maestro:${workflow}/${number}`;
  return textAt(instance, "step_id") === undefined ? ofWorkflow(id, workflow, instance) : ofStep(id, workflow, instance);
}

function ofWorkflow(id: string, workflow: string, instance: unknown): ObservedRun {
  const state = textAt(instance, "status") ?? "";
  // With failure mode IGNORE_FAILURE a workflow succeeds over a step that failed.
  const hasFailed = membersAt(instance, "runtime_overview", "step_overview").some(([status]) => failed.has(status));
  const status = state === "SUCCEEDED" && hasFailed ? "failed" : runStatus(state);
  const [started, finished] = [
    momentAt(numberAt(instance, "start_time") ?? numberAt(instance, "create_time")),
    momentAt(numberAt(instance, "end_time")),
  ];
  return observedRun(id, "maestro", status, {
    named: workflow,
    ...(started !== undefined && { startedAt: started }),
    ...(finished !== undefined && { finishedAt: finished }),
    params: valuesOf(instance),
  });
}

function ofStep(id: string, workflow: string, instance: unknown): ObservedRun {
  const state = textAt(instance, "runtime_state", "status") ?? "";
  const time = (name: string): string | undefined => momentAt(numberAt(instance, "runtime_state", name));
  const step = textAt(instance, "step_id") ?? "step";
  const status = stepStatus(state);
  const attempts = attemptsFrom(time("start_time") ?? time("execute_time"), {
    finishedAt: time("end_time"),
    reason: deadlines.has(state) ? "DeadlineExceeded" : undefined,
    message: status === "failed" ? messageOf(instance) : undefined,
  });
  const began = time("create_time");
  return observedRun(id, "maestro", status === "failed" || status === "cancelled" ? status : "running", {
    named: workflow,
    ...(began !== undefined && { startedAt: began }),
    steps: [observedStep(step, step, status, attempts)],
    isPart: true,
  });
}

function runStatus(state: string): RunRecord["status"] {
  if (state === "SUCCEEDED") return "succeeded";
  if (state === "FAILED" || state === "TIMED_OUT") return "failed";
  return state === "STOPPED" ? "cancelled" : "running";
}

function stepStatus(state: string): StepRecord["status"] {
  if (good.has(state)) return "succeeded";
  if (failed.has(state)) return "failed";
  if (state === "STOPPED") return "cancelled";
  if (state === "SKIPPED" || state === "UNSATISFIED" || state === "DISABLED") return "skipped";
  if (waiting.has(state)) return "waiting";
  return notBegun.has(state) ? "pending" : "running";
}

function messageOf(instance: unknown): string | undefined {
  const errors = listAt(instance, "timeline").filter((event) => textAt(event, "type") === "DETAILS");
  return textAt(errors.at(-1), "message");
}

function valuesOf(instance: unknown): Readonly<Record<string, Json>> {
  const evaluated = membersAt(instance, "params").flatMap(([name, param]) =>
    isData(param) && Object.hasOwn(param, "evaluated_result") ? [[name, param["evaluated_result"] as Json] as const] : [],
  );
  return Object.fromEntries(evaluated);
}
