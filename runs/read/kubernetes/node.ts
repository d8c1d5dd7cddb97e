import { factOf, type Subject, subjectOf } from "../observation.ts";
import { listAt, textAt } from "../shape.ts";

/** Conditions of a node that are bad when they are true; Ready is bad when it is not. */
const pressures = new Set(["MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable"]);

/**
 * A node, as far as its conditions are bad.
 *
 * Source: Kubernetes API v1.36, core/v1 NodeCondition.
 */
export function nodeSubject(node: unknown): Subject {
  const name = textAt(node, "metadata", "name") ?? "node";
  const facts = listAt(node, "status", "conditions").flatMap((condition) => {
    const [type = "", status] = [textAt(condition, "type"), textAt(condition, "status")];
    const isBad = type === "Ready" ? status !== "True" : pressures.has(type) && status === "True";
    const reason = type === "Ready" ? "NodeNotReady" : type;
    return isBad ? [factOf("status", { reason, message: textAt(condition, "message") ?? "" })] : [];
  });
  return subjectOf(`node/${name}`, { name, facts, outcome: facts.length > 0 ? "failed" : "running" });
}
