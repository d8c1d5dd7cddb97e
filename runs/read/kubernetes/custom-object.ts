import { type Fact, factOf, type Outcome, type Subject, subjectOf } from "../observation.ts";
import { at, isData, listAt, textAt } from "../shape.ts";
import { objectId, originOf } from "./metadata.ts";

/** What is true of an object that has done its work. */
const good = new Set(["Complete", "Succeeded", "SuccessCriteriaMet"]);
const bad = new Set(["Failed", "FailureTarget", "Failing", "Error"]);
const badStates = new Set(["FAILED", "FAILING", "SUBMISSION_FAILED", "Failed", "ValidationFailed", "AppFailing"]);
const goodStates = new Set(["COMPLETED", "Complete", "SUCCEEDED", "Succeeded"]);

/**
 * Any other object that reports as Kubernetes does: Jobs, training jobs, claims, SparkApplications, RayJobs.
 *
 * Source: Kubernetes API conventions, "status.conditions"; spark-operator v1beta2 ApplicationState; KubeRay v1 RayJobStatus.
 */
export function customObject(object: unknown): Subject {
  const name = textAt(object, "metadata", "name") ?? "object";
  const kind = textAt(object, "kind") ?? "object";
  const facts = [...listAt(object, "status", "conditions").flatMap(conditionFacts), ...stateFacts(at(object, "status"))];
  return subjectOf(objectId(kind, textAt(object, "metadata", "namespace"), name), {
    name,
    facts,
    outcome: outcomeOf(object, facts),
    origin: originOf(object),
  });
}

function conditionFacts(condition: unknown): readonly Fact[] {
  if (!bad.has(textAt(condition, "type") ?? "") || textAt(condition, "status") !== "True") return [];
  return [factOf("status", { reason: textAt(condition, "reason") ?? null, message: textAt(condition, "message") ?? "" })];
}

function statesOf(status: unknown): readonly string[] {
  return [["applicationState", "state"], ["jobStatus"], ["jobDeploymentStatus"], ["state"], ["phase"]].flatMap(
    (path) => textAt(status, ...path) ?? [],
  );
}

function stateFacts(status: unknown): readonly Fact[] {
  const messages = [["applicationState", "errorMessage"], ["message"], ["reason"]].flatMap((path) => textAt(status, ...path) ?? []);
  return statesOf(status).some((state) => badStates.has(state)) ? [factOf("status", { message: messages.join(": ") })] : [];
}

function outcomeOf(object: unknown, facts: readonly Fact[]): Outcome {
  const status = at(object, "status");
  if (!isData(status)) return "unknown";
  const isDone = (condition: unknown): boolean => good.has(textAt(condition, "type") ?? "") && textAt(condition, "status") === "True";
  if (listAt(status, "conditions").some(isDone) || statesOf(status).some((state) => goodStates.has(state))) return "succeeded";
  return facts.length > 0 ? "failed" : "unknown";
}
