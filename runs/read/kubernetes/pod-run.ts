import type { AttemptRecord, StepRecord } from "../../run-record.ts";
import { attemptsFrom, type ObservedRun, observedRun, observedStep, stepOfPath } from "../observed-run.ts";
import { at, isData, listAt, numberAt, textAt } from "../shape.ts";
import { askedOf } from "./container.ts";
import { originOf } from "./metadata.ts";

/**
 * What a pod says of the run that it is a part of
 *
 * Labels of its engine name the run; a pod without them is a run of its own. The record of the engine knows the positions of items, a pod in a loop does not
 * always: then its own name tells it from others.
 *
 * Source: Kubernetes API v1.36, core/v1 ContainerStatus; labels of argoproj/argo-workflows v4.0 and kubeflow/pipelines 2.16.
 */
export function podRun(pod: unknown): ObservedRun {
  const name = textAt(pod, "metadata", "name") ?? "pod";
  const namespace = textAt(pod, "metadata", "namespace") ?? "default";
  const { id, engine } = runOf(pod, namespace, name);
  const origin = originOf(pod);
  const annotated = origin.step ?? name;
  const attempts = attemptsOf(pod, name);
  const status = statusOf(pod, attempts);
  const steps = [observedStep(stepOfPath(annotated), pathOf(pod, annotated, name), status, attempts)];
  const started = textAt(pod, "status", "startTime") ?? textAt(pod, "metadata", "creationTimestamp");
  const finished = attempts.at(-1)?.finishedAt;
  const whole = status === "failed" || status === "succeeded" ? status : "running";
  return observedRun(id, engine, whole, {
    ...origin,
    namespace,
    ...(started !== undefined && { startedAt: started }),
    ...(whole !== "running" && finished !== undefined && { finishedAt: finished }),
    steps,
    isPart: true,
  });
}

function runOf(pod: unknown, namespace: string, name: string): { readonly id: string; readonly engine: string } {
  const label = (key: string): string | undefined => textAt(pod, "metadata", "labels", key);
  const pipeline = label("pipeline/runid");
  if (pipeline !== undefined) return { id: `kubeflow:${pipeline}`, engine: "kubeflow" };
  const workflow = label("workflows.argoproj.io/workflow");
  return workflow === undefined
    ? { id: `pod:${namespace}/${name}`, engine: "kubernetes" }
    : { id: `argo:${namespace}/${workflow}`, engine: "argo" };
}

/** Positions where the node's name shows as many as there are tasks around the step; an item's own text may look like one. */
function pathOf(pod: unknown, annotated: string, name: string): string {
  const segments = annotated.split("/");
  const node = textAt(pod, "metadata", "annotations", "workflows.argoproj.io/node-name") ?? "";
  const positions = [...node.matchAll(/\((\d{1,6}):/g)].map(([, position]) => position);
  if (segments.length === 1 && positions.length === 0) return annotated;
  if (positions.length !== segments.length - 1) return `${annotated}~${name}`;
  return segments.map((segment, index) => (positions[index] === undefined ? segment : `${segment}[${positions[index]}]`)).join("/");
}

function statusOf(pod: unknown, attempts: readonly AttemptRecord[]): StepRecord["status"] {
  const phase = textAt(pod, "status", "phase");
  if (phase === "Succeeded") return "succeeded";
  if (phase === "Failed") return "failed";
  return attempts.length > 0 || phase === "Running" ? "running" : "pending";
}

/** The ends of its main container, the earlier first; where that never began, the end of the pod itself. */
function attemptsOf(pod: unknown, name: string): readonly AttemptRecord[] {
  const asked = askedOf(pod);
  const limits = {
    ...(asked.memory !== undefined && { memory: asked.memory }),
    ...(asked.deadlineSeconds !== undefined && { timeoutSeconds: asked.deadlineSeconds }),
  };
  const known = {
    ...(Object.keys(limits).length > 0 && { limits }),
    image: asked.image,
    node: asked.node,
    capacity: capacityOf(pod),
    pod: name,
  };
  const status = mainStatus(pod);
  const states = [at(status, "lastState", "terminated"), at(status, "state", "terminated"), at(status, "state", "running")];
  const reason = textAt(pod, "status", "reason");
  const ended = states.filter(isData).flatMap((state) =>
    attemptsFrom(textAt(state, "startedAt"), {
      ...known,
      finishedAt: textAt(state, "finishedAt"),
      exitCode: numberAt(state, "exitCode"),
      reason: textAt(state, "reason") === "Completed" ? undefined : textAt(state, "reason"),
      message: textAt(state, "message"),
    }),
  );
  if (reason === undefined) return ended;
  // The pod was ended by what its own status says: evicted, or over its deadline.
  const last = ended.at(-1);
  const message = textAt(pod, "status", "message");
  if (last === undefined) return attemptsFrom(textAt(pod, "status", "startTime"), { ...known, reason, message });
  return [...ended.slice(0, -1), { ...last, reason, ...(message !== undefined && { message }) }];
}

function mainStatus(pod: unknown): unknown {
  const statuses = listAt(pod, "status", "containerStatuses");
  return statuses.find((status) => textAt(status, "name") === "main") ?? statuses[0];
}

/** What kind of node its selector asks for, in the words of the clouds. */
function capacityOf(pod: unknown): string | undefined {
  const selector = (name: string): string | undefined => textAt(pod, "spec", "nodeSelector", name);
  if (selector("cloud.google.com/gke-spot") === "true") return "spot";
  const type = selector("karpenter.sh/capacity-type") ?? selector("eks.amazonaws.com/capacityType");
  return type?.toLowerCase().replaceAll("_", "-");
}
