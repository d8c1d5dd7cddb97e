import { factOf, type Subject, subjectOf } from "../observation.ts";
import { textAt } from "../shape.ts";
import { objectId } from "./metadata.ts";

/** Reasons of events of type Normal that nevertheless tell why something ended. */
const telling = new Set(["Preempted", "Preempting", "TaintManagerEviction", "NodeNotReady", "DeletingNode", "ScaleDown"]);

/**
 * An event, as what it says of the object that it is about; undefined where it only tells of ordinary steps.
 *
 * Source: Kubernetes API v1.36, core/v1 Event and events.k8s.io/v1 Event.
 */
export function eventSubject(event: unknown): Subject | undefined {
  const about = textAt(event, "involvedObject", "name") === undefined ? "regarding" : "involvedObject";
  const name = textAt(event, about, "name");
  const reason = textAt(event, "reason");
  if (name === undefined || reason === undefined) return undefined;
  if (textAt(event, "type") === "Normal" && !telling.has(reason)) return undefined;
  const message = textAt(event, "message") ?? textAt(event, "note") ?? "";
  const kind = textAt(event, about, "kind") ?? "object";
  return subjectOf(objectId(kind, textAt(event, about, "namespace"), name), { name, facts: [factOf("event", { reason, message })] });
}
