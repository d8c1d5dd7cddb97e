import { argoWorkflow } from "../argo/workflow.ts";
import { type Fact, factOf, type Observation, type Outcome, type Subject, subjectOf } from "../observation.ts";
import { at, isData, listAt, textAt } from "../shape.ts";
import { pipelineRun } from "./pipeline-run.ts";

const failedStates = new Set(["FAILED", "ERROR", "Failed", "Error"]);
const goodStates = new Set(["SUCCEEDED", "CACHED", "Succeeded"]);

/**
 * A run of Kubeflow Pipelines: the object of the v2 API, or that of v1 with its Argo workflow as text.
 *
 * Source: kubeflow/pipelines 2.16, backend/api/v2beta1 Run and PipelineTaskDetail; v1 RunDetail.pipeline_runtime.
 */
export function kubeflowRun(document: unknown): Observation | undefined {
  const manifest = textAt(document, "pipeline_runtime", "workflow_manifest");
  if (manifest !== undefined) return ofManifest(manifest);
  const run = at(document, "run") ?? document;
  const id = textAt(run, "run_id");
  if (id === undefined || (textAt(run, "state") === undefined && !isData(at(run, "run_details")))) return undefined;
  const tasks = listAt(run, "run_details", "task_details").filter((task) => failedStates.has(textAt(task, "state") ?? ""));
  // The task of a whole DAG fails because a task in it did.
  const leaves = tasks.filter((task) =>
    listAt(task, "child_tasks").every((child) => textAt(child, "task_id") === undefined && textAt(child, "pod_name") !== undefined),
  );
  const causes = (leaves.length > 0 ? leaves : tasks).map((task) => taskSubject(id, task));
  return { source: "kubeflow", subjects: causes.length > 0 ? causes : [runSubject(id, run)], runs: () => [pipelineRun(id, run)] };
}

function ofManifest(manifest: string): Observation | undefined {
  try {
    const found = argoWorkflow(JSON.parse(manifest));
    return found === undefined ? undefined : { ...found, source: "kubeflow" };
  } catch {
    return undefined;
  }
}

function taskSubject(run: string, task: unknown): Subject {
  const name = textAt(task, "display_name") ?? textAt(task, "task_id") ?? "task";
  return subjectOf(`kubeflow/${run}/${name}`, { name: textAt(task, "pod_name") ?? name, outcome: "failed", facts: errorFacts(task) });
}

function runSubject(id: string, run: unknown): Subject {
  const state = textAt(run, "state") ?? "";
  const outcome: Outcome = goodStates.has(state) ? "succeeded" : failedStates.has(state) ? "failed" : "unknown";
  return subjectOf(`kubeflow/${id}`, {
    name: textAt(run, "display_name") ?? id,
    outcome,
    facts: outcome === "succeeded" ? [] : errorFacts(run),
  });
}

function errorFacts(of: unknown): readonly Fact[] {
  const message = textAt(of, "error", "message");
  return message === undefined ? [] : [factOf("status", { message })];
}
