import type { Json } from "../../../schema/record.ts";
import type { RunRecord, StepRecord } from "../../run-record.ts";
import { attemptsFrom, type ObservedRun, observedRun, observedStep } from "../observed-run.ts";
import { at, listAt, membersAt, textAt } from "../shape.ts";

const statuses: Readonly<Record<string, StepRecord["status"]>> = {
  SUCCEEDED: "succeeded",
  CACHED: "cached",
  FAILED: "failed",
  SKIPPED: "skipped",
  CANCELED: "cancelled",
  CANCELING: "running",
  RUNNING: "running",
  PAUSED: "waiting",
  PENDING: "pending",
};
const runs: Readonly<Record<string, RunRecord["status"]>> = {
  SUCCEEDED: "succeeded",
  SKIPPED: "succeeded",
  FAILED: "failed",
  CANCELED: "cancelled",
};

/**
 * The record of a run of the v2 API: one attempt a task, because it tells of no others
 *
 * Source: kubeflow/pipelines 2.16, backend/api/v2beta1 Run, PipelineTaskDetail.
 */
export function pipelineRun(id: string, run: unknown): ObservedRun {
  const started = textAt(run, "created_at") ?? textAt(run, "scheduled_at");
  const finished = realMoment(textAt(run, "finished_at"));
  return observedRun(`kubeflow:${id}`, "kubeflow", runs[textAt(run, "state") ?? ""] ?? "running", {
    named:
      textAt(run, "pipeline_spec", "pipelineInfo", "name") ?? textAt(run, "pipeline_spec", "pipeline_spec", "pipelineInfo", "name") ?? null,
    // What `submit` says of the run that it started.
    program: /^Started by millwright: program ([0-9a-f]{1,64})/.exec(textAt(run, "description") ?? "")?.[1] ?? null,
    ...(started !== undefined && { startedAt: started }),
    ...(finished !== undefined && { finishedAt: finished }),
    params: Object.fromEntries(membersAt(run, "runtime_config", "parameters").map(([name, value]) => [name, value as Json])),
    steps: stepsOf(run),
  });
}

/** Times that did not come yet are the beginning of all time. */
function realMoment(moment: string | undefined): string | undefined {
  return moment === undefined || moment.startsWith("0001-") || moment.startsWith("1970-01-01") ? undefined : moment;
}

function stepsOf(run: unknown): readonly StepRecord[] {
  const tasks = listAt(run, "run_details", "task_details");
  const parents = new Map(
    tasks.flatMap((task) => listAt(task, "child_tasks").flatMap((child) => [[textAt(child, "task_id") ?? "", task] as const])),
  );
  const pathOf = (task: unknown, depth = 0): string => {
    const parent = parents.get(textAt(task, "task_id") ?? "");
    const own = textAt(task, "display_name") ?? textAt(task, "task_id") ?? "task";
    return parent === undefined || depth > 20 || isRoot(parent) ? own : `${pathOf(parent, depth + 1)}/${own}`;
  };
  const isRoot = (task: unknown): boolean => ["root", textAt(run, "display_name")].includes(textAt(task, "display_name"));
  const leaves = tasks.filter((task) => !isDriver(task) && !isRoot(task) && !hasTasks(task));
  const paths = leaves.map((task) => pathOf(task));
  return leaves.map((task, index) => {
    const path = paths[index] ?? "task";
    const isShared = paths.filter((other) => other === path).length > 1;
    const status = statuses[textAt(task, "state") ?? ""] ?? "pending";
    const message = textAt(task, "error", "message");
    const pods = listAt(task, "child_tasks").flatMap((child) => textAt(child, "pod_name") ?? []);
    const attempts = attemptsFrom(realMoment(textAt(task, "start_time") ?? textAt(task, "create_time")), {
      finishedAt: realMoment(textAt(task, "end_time")),
      message,
      pod: textAt(task, "pod_name") ?? (pods.length === 1 ? pods[0] : undefined),
    });
    const ran = status === "skipped" || status === "cached" || status === "pending" ? [] : attempts;
    // Items of a loop have one name, and nothing says their positions.
    return observedStep(
      textAt(task, "display_name") ?? "task",
      isShared ? `${path}~${textAt(task, "task_id") ?? index}` : path,
      status,
      ran,
      ran.length === 0 ? message : undefined,
    );
  });
}

function hasTasks(task: unknown): boolean {
  return listAt(task, "child_tasks").some((child) => textAt(child, "task_id") !== undefined);
}

/** Each task has a second that works its inputs out. */
function isDriver(task: unknown): boolean {
  return /-driver$|^driver$/.test(textAt(task, "display_name") ?? "") || at(task, "executor_detail", "main_job") === "driver";
}
