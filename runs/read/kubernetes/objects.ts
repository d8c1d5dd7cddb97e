import type { Observation, Subject } from "../observation.ts";
import { at, isData, listAt, textAt } from "../shape.ts";
import { customObject } from "./custom-object.ts";
import { eventSubject } from "./event.ts";
import { nodeSubject } from "./node.ts";
import { podSubject } from "./pod.ts";
import { podRun } from "./pod-run.ts";

/** Objects of the Kubernetes API, one or a list, that say something about what ran. */
export function kubernetesObjects(document: unknown): Observation | undefined {
  const objects = objectsOf(document);
  if (objects === undefined) return undefined;
  return {
    source: "kubernetes",
    subjects: objects.flatMap(subjectsOf),
    runs: () => objects.filter((object) => kindOf(object) === "Pod").map(podRun),
  };
}

function objectsOf(document: unknown): readonly unknown[] | undefined {
  if (Array.isArray(document)) return document.length > 0 && document.every(isObject) ? document : undefined;
  if (!isData(document)) return undefined;
  const isList =
    textAt(document, "kind")?.endsWith("List") === true || (document["kind"] === undefined && Array.isArray(document["items"]));
  if (isList) {
    const kind = (textAt(document, "kind") ?? "").slice(0, -"List".length);
    // Members of a typed list (`PodList`) do not say their kind again.
    const items = listAt(document, "items").map((item) => (isData(item) && kind !== "" ? { kind, apiVersion: "v1", ...item } : item));
    return items.length > 0 && items.every(isObject) ? items : undefined;
  }
  return isObject(document) ? [document] : undefined;
}

function isObject(value: unknown): boolean {
  return kindOf(value) !== undefined && isData(at(value, "metadata"));
}

/** Its kind, or what its shape shows where a client with types of its own left the kind out. */
function kindOf(value: unknown): string | undefined {
  const kind = textAt(value, "kind");
  if (kind !== undefined) return textAt(value, "apiVersion") === undefined ? undefined : kind;
  if (listAt(value, "spec", "containers").length > 0 && textAt(value, "status", "phase") !== undefined) return "Pod";
  return isData(at(value, "involvedObject")) && textAt(value, "reason") !== undefined ? "Event" : undefined;
}

function subjectsOf(object: unknown): readonly Subject[] {
  switch (kindOf(object)) {
    case "Pod":
      return [podSubject(object)];
    case "Event":
      return [eventSubject(object) ?? []].flat();
    case "Node":
      return [nodeSubject(object)];
    default:
      return isData(at(object, "status")) ? [customObject(object)] : [];
  }
}
