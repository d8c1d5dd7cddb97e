import { type Fact, factOf, type Outcome, type Subject, subjectOf } from "../observation.ts";
import { listAt, textAt } from "../shape.ts";
import { askedOf, containerFacts } from "./container.ts";
import { objectId, originOf } from "./metadata.ts";

/**
 * A pod as the API gives it.
 *
 * A pod whose phase is Succeeded did succeed, whatever its containers went through before.
 *
 * Source: Kubernetes API v1.36, core/v1 PodStatus.
 */
export function podSubject(pod: unknown): Subject {
  const name = textAt(pod, "metadata", "name") ?? "pod";
  const facts = [...podFacts(pod), ...containerFacts(pod)];
  return subjectOf(objectId("pod", textAt(pod, "metadata", "namespace"), name), {
    name,
    outcome: outcomeOf(pod, facts),
    facts,
    origin: originOf(pod),
    asked: askedOf(pod),
  });
}

function podFacts(pod: unknown): readonly Fact[] {
  const reason = textAt(pod, "status", "reason");
  const message = textAt(pod, "status", "message");
  const own = reason === undefined && message === undefined ? [] : [factOf("status", { reason: reason ?? null, message: message ?? "" })];
  return [...own, ...listAt(pod, "status", "conditions").flatMap(conditionFacts)];
}

/** A condition of a pod that says why: not scheduled, or disrupted. */
function conditionFacts(condition: unknown): readonly Fact[] {
  const [type, status] = [textAt(condition, "type"), textAt(condition, "status")];
  const speaks = (type === "PodScheduled" && status === "False") || (type === "DisruptionTarget" && status === "True");
  if (!speaks) return [];
  return [factOf("status", { reason: textAt(condition, "reason") ?? null, message: textAt(condition, "message") ?? "" })];
}

function outcomeOf(pod: unknown, facts: readonly Fact[]): Outcome {
  const phase = textAt(pod, "status", "phase");
  if (phase === "Succeeded") return "succeeded";
  if (phase === "Failed" || facts.some(({ rung }) => rung === "status")) return "failed";
  const statuses = listAt(pod, "status", "containerStatuses");
  const isUp =
    phase === "Running" && statuses.length > 0 && statuses.every((status) => textAt(status, "state", "running", "startedAt") !== undefined);
  return isUp ? "running" : "unknown";
}
