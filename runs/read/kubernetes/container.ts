import { type Asked, type Fact, factOf } from "../observation.ts";
import { at, isData, listAt, numberAt, textAt } from "../shape.ts";

/** What the status of a pod says about its containers: why each ended, and why one does not start. */
export function containerFacts(pod: unknown): readonly Fact[] {
  return ["initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses"]
    .flatMap((list) => listAt(pod, "status", list))
    .flatMap((status) => [
      ...endedFacts(at(status, "state")),
      ...endedFacts(at(status, "lastState")),
      ...waitingFacts(at(status, "state")),
    ]);
}

function endedFacts(state: unknown): readonly Fact[] {
  const ended = at(state, "terminated");
  if (!isData(ended)) return [];
  const reason = textAt(ended, "reason") ?? null;
  const exitCode = numberAt(ended, "exitCode") ?? null;
  if (reason === "Completed" || (exitCode === 0 && reason !== "OOMKilled")) return [];
  // The termination message is the container's own text, the reason and the code are the kubelet's.
  const own = textAt(ended, "message");
  const startError = reason === "StartError" || reason === "ContainerCannotRun";
  return [
    factOf("status", { reason, exitCode, message: startError ? (own ?? "") : "" }),
    ...(own === undefined || startError ? [] : [factOf("workload", { message: own })]),
  ];
}

/** What is passed on the way to running, and says nothing. */
const onTheWay = new Set(["ContainerCreating", "PodInitializing"]);

function waitingFacts(state: unknown): readonly Fact[] {
  const reason = textAt(state, "waiting", "reason");
  if (reason === undefined || onTheWay.has(reason)) return [];
  return [factOf("status", { reason, message: textAt(state, "waiting", "message") ?? "" })];
}

/** What the pod's main container asked for: the first that ended badly, else the first. */
export function askedOf(pod: unknown): Asked {
  const failed = listAt(pod, "status", "containerStatuses").find((status) =>
    ["state", "lastState"].some((state) => {
      const code = numberAt(status, state, "terminated", "exitCode");
      return code !== undefined && code !== 0;
    }),
  );
  const containers = listAt(pod, "spec", "containers");
  const named = containers.find((container) => textAt(container, "name") === textAt(failed, "name"));
  return { ...askedOfContainer(named ?? containers[0]), ...askedOfPod(pod) };
}

/** What a container asks for; its limits, which are what it is killed at. */
export function askedOfContainer(container: unknown): Asked {
  const quantity = (name: string): string | undefined => {
    const found = at(container, "resources", "limits", name);
    return typeof found === "number" ? String(found) : textAt(container, "resources", "limits", name);
  };
  const [memory, cpu, ephemeralStorage] = [quantity("memory"), quantity("cpu"), quantity("ephemeral-storage")];
  const image = textAt(container, "image");
  return {
    ...(memory !== undefined && { memory }),
    ...(cpu !== undefined && { cpu }),
    ...(ephemeralStorage !== undefined && { ephemeralStorage }),
    ...(image !== undefined && { image }),
  };
}

function askedOfPod(pod: unknown): Asked {
  const deadlineSeconds = numberAt(pod, "spec", "activeDeadlineSeconds");
  const node = textAt(pod, "spec", "nodeName");
  return { ...(deadlineSeconds !== undefined && { deadlineSeconds }), ...(node !== undefined && { node }) };
}
