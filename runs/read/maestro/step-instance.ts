import { type Fact, factOf, type Observation, type Outcome, type Subject, subjectOf } from "../observation.ts";
import { at, isData, listAt, membersAt, textAt } from "../shape.ts";
import { instanceRun } from "./instance-run.ts";

const failed = new Set(["FATALLY_FAILED", "USER_FAILED", "PLATFORM_FAILED", "TIMEOUT_FAILED", "INTERNALLY_FAILED", "TIMED_OUT", "FAILED"]);
const good = new Set(["SUCCEEDED", "COMPLETED_WITH_ERROR", "SKIPPED"]);

/**
 * Step and workflow instances of Maestro
 *
 * Steps are judged, not the workflow's own status: with IGNORE_FAILURE a workflow succeeds over a step that failed.
 *
 * Source: Netflix/maestro abdbdad, maestro-common StepInstance, WorkflowInstance, TimelineEvent.
 */
export function maestroInstance(document: unknown): Observation | undefined {
  const instances = Array.isArray(document) ? document : [document];
  const subjects = instances.flatMap((instance) => stepSubject(instance) ?? workflowSubject(instance) ?? []);
  if (subjects.length === 0 || subjects.length !== instances.length) return undefined;
  return { source: "maestro", subjects, runs: () => instances.flatMap((instance) => instanceRun(instance) ?? []) };
}

function stepSubject(instance: unknown): Subject | undefined {
  const [workflow, step] = [textAt(instance, "workflow_id"), textAt(instance, "step_id")];
  const status = textAt(instance, "runtime_state", "status");
  if (workflow === undefined || step === undefined || status === undefined) return undefined;
  const outcome = outcomeOf(status);
  return subjectOf(`maestro/${workflow}/${step}`, {
    name: step,
    outcome,
    facts: outcome === "succeeded" ? [] : [...statusFacts(status), ...timelineFacts(instance)],
    origin: { flow: workflow, step, source: null, program: null },
  });
}

function workflowSubject(instance: unknown): Subject | undefined {
  const workflow = textAt(instance, "workflow_id");
  const status = textAt(instance, "status");
  if (workflow === undefined || status === undefined || !isData(at(instance, "runtime_workflow"))) return undefined;
  const steps = membersAt(instance, "runtime_overview", "step_overview").map(([state]) => state);
  const worst = steps.find((state) => failed.has(state)) ?? status;
  const outcome = outcomeOf(worst);
  return subjectOf(`maestro/${workflow}`, {
    name: workflow,
    outcome,
    facts: outcome === "succeeded" ? [] : [...statusFacts(worst), ...timelineFacts(instance)],
    origin: { flow: workflow, step: null, source: null, program: null },
  });
}

function outcomeOf(status: string): Outcome {
  if (failed.has(status)) return "failed";
  return good.has(status) ? "succeeded" : status === "RUNNING" ? "running" : "unknown";
}

/** Its word for a timeout is the one status that names a cause. */
function statusFacts(status: string): readonly Fact[] {
  const isTimeout = status === "TIMED_OUT" || status === "TIMEOUT_FAILED";
  return [factOf("status", isTimeout ? { reason: "DeadlineExceeded", message: `step ${status}` } : { message: `step ${status}` })];
}

/** What the timeline tells of errors. A step's type writes it, so it is the platform's log and not the workload's. */
function timelineFacts(instance: unknown): readonly Fact[] {
  return listAt(instance, "timeline").flatMap((event) => {
    const isError = textAt(event, "status") !== undefined || ["ERROR", "WARN"].includes(textAt(event, "level") ?? "");
    const texts = [textAt(event, "message") ?? "", ...listAt(event, "errors").filter((text) => typeof text === "string")];
    return isError ? texts.filter((text) => text !== "").map((message) => factOf("platform", { message })) : [];
  });
}
