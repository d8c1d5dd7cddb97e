import type { Subject } from "../read/observation.ts";
import { measuresOfPod } from "./measured-record.ts";
import type { Measures, PodMeasures } from "./prometheus.ts";

/** The subject with what was measured of its pod; what its own record says stays. */
export function measuredSubject(subject: Subject, measures: Measures): Subject {
  const peakMemoryBytes = measuresOf(subject, measures)?.peakMemoryBytes;
  return peakMemoryBytes === undefined ? subject : { ...subject, measured: { peakMemoryBytes, ...subject.measured } };
}

function measuresOf({ id }: Subject, measures: Measures): PodMeasures | undefined {
  const [kind, owner = "", name = ""] = id.split("/");
  if (kind === "pod") return measuresOfPod(measures, owner, name);
  if (kind !== "argo") return undefined;
  // A node's id is the Workflow's name and a hash; the pod's name has its template's between them, or is the same.
  const hash = /-\d{1,10}$/.exec(name)?.[0];
  const found = [...measures].filter(([key]) => {
    const pod = key.slice(key.indexOf("/") + 1);
    return pod === name || (hash !== undefined && pod.startsWith(`${owner}-`) && pod.endsWith(hash));
  });
  // Two namespaces may have a Workflow of one name: then nothing tells whose it is.
  return found.length === 1 ? found[0]?.[1] : undefined;
}
