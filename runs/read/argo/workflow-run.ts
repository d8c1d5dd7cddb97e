import type { AttemptRecord, RunRecord, StepRecord } from "../../run-record.ts";
import { originOf } from "../kubernetes/metadata.ts";
import { attemptsFrom, type ObservedRun, observedRun, observedStep, stepOfPath } from "../observed-run.ts";
import { type Data, isData, listAt, numberAt, textAt } from "../shape.ts";
import { askedOfTemplate, endOfNode, podNameOf, templateOf } from "./node.ts";

interface Reading {
  readonly workflow: unknown;
  readonly name: string;
  readonly nodes: ReadonlyMap<string, Data>;
  /** By the id of an attempt, the Retry node around it. */
  readonly retries: ReadonlyMap<string, Data>;
  /** Whether our annotations are on it: then pods without one are not steps of the definition. */
  readonly isOurs: boolean;
}

/**
 * The record of a Workflow: its pods by step instance, and the attempts of each
 *
 * Paths come from our annotations; the positions of items and rounds from the nodes around a pod. Of Workflows that somebody else made, the tasks' names are the
 * path.
 *
 * Source: argoproj/argo-workflows v4.0, NodeStatus (boundaryID, displayName, children).
 */
export function workflowRun(workflow: unknown, name: string, all: readonly Data[]): ObservedRun {
  const namespace = textAt(workflow, "metadata", "namespace") ?? "default";
  const origin = originOf(workflow);
  const reading: Reading = {
    workflow,
    name,
    nodes: new Map(all.flatMap((node) => [[textAt(node, "id") ?? "", node]])),
    retries: new Map(
      all.filter((node) => textAt(node, "type") === "Retry").flatMap((retry) => childrenOf(retry).map((child) => [child, retry])),
    ),
    isOurs: origin.flow !== null,
  };
  const started = textAt(workflow, "status", "startedAt") ?? textAt(workflow, "metadata", "creationTimestamp");
  const finished = textAt(workflow, "status", "finishedAt");
  return observedRun(`argo:${namespace}/${name}`, "argo", statusOf(workflow, all), {
    ...origin,
    named: textAt(workflow, "spec", "workflowTemplateRef", "name") ?? null,
    namespace,
    ...(started !== undefined && { startedAt: started }),
    ...(finished !== undefined && { finishedAt: finished }),
    params: paramsOf(workflow),
    steps: stepsOf(reading, all),
  });
}

function childrenOf(node: Data): readonly string[] {
  return listAt(node, "children").filter((child) => typeof child === "string");
}

function statusOf(workflow: unknown, nodes: readonly Data[]): RunRecord["status"] {
  const phase = textAt(workflow, "status", "phase");
  const message = textAt(workflow, "status", "message") ?? "";
  if (/^Stopped with strategy|^Workflow shutdown with strategy/.test(message)) return "cancelled";
  if (phase === "Succeeded") return "succeeded";
  if (phase === "Failed" || phase === "Error") return "failed";
  if (phase !== undefined) return "running";
  // The phase of the whole lags behind the nodes.
  const root = nodes.find((node) => textAt(node, "boundaryID") === undefined);
  const ofRoot = textAt(root, "phase");
  return ofRoot === "Succeeded" ? "succeeded" : ofRoot === "Failed" || ofRoot === "Error" ? "failed" : "running";
}

function paramsOf(workflow: unknown): Readonly<Record<string, string>> {
  const pairs = listAt(workflow, "spec", "arguments", "parameters").flatMap((parameter) => {
    const [name, value] = [textAt(parameter, "name"), isData(parameter) ? parameter["value"] : undefined];
    return name === undefined || value === undefined ? [] : [[name, String(value)] as const];
  });
  return Object.fromEntries(pairs);
}

const inner = new Set(["DAG", "Steps", "StepGroup", "TaskGroup", "Retry"]);

function stepsOf(reading: Reading, nodes: readonly Data[]): readonly StepRecord[] {
  const found = new Map<string, { readonly node: Data; readonly pods: Data[] }>();
  for (const node of nodes) {
    const type = textAt(node, "type") ?? "Pod";
    if (inner.has(type) && !(type === "Retry" && childrenOf(node).length === 0)) continue;
    const retry = reading.retries.get(textAt(node, "id") ?? "");
    const whole = retry ?? node;
    const key = textAt(whole, "id") ?? "";
    const known = found.get(key) ?? { node: whole, pods: [] };
    if (type === "Pod") known.pods.push(node);
    found.set(key, known);
  }
  return [...found.values()].flatMap(({ node, pods }) => stepOf(reading, node, pods));
}

function stepOf(reading: Reading, node: Data, pods: readonly Data[]): readonly StepRecord[] {
  const template = templateOf(reading.workflow, textAt(pods[0] ?? node, "templateName"));
  const annotated = originOf(template).step;
  if (annotated === null && reading.isOurs) return [];
  const chain = chainOf(reading, node);
  const path = annotated === null ? chain.map(spelled).join("/") : placed(reading, annotated, chain);
  const step = annotated === null ? (chain.at(-1)?.task ?? "step") : stepOfPath(annotated);
  const inOrder = pods.toSorted((one, other) => ((textAt(one, "startedAt") ?? "") < (textAt(other, "startedAt") ?? "") ? -1 : 1));
  const status = statusOfNode(node, pods);
  const attempts = inOrder.flatMap((pod) => attemptOf(reading, template, pod));
  const message = textAt(node, "message");
  return [observedStep(step, path, status, attempts, status === "failed" && attempts.length === 0 ? message : undefined)];
}

/** A task around a node, or its own. */
interface Link {
  readonly task: string;
  /** Of the item of a loop. */
  readonly position: number | undefined;
  readonly template: string | undefined;
}

/** From the outermost task to the node's own; the Workflow itself is none. */
function chainOf({ nodes, name }: Reading, node: Data): readonly Link[] {
  const chain: Link[] = [];
  const seen = new Set<Data>();
  for (let at: Data | undefined = node; at !== undefined && !seen.has(at); at = nodes.get(textAt(at, "boundaryID") ?? "")) {
    seen.add(at);
    const display = textAt(at, "displayName") ?? textAt(at, "name") ?? "";
    if (display === name) break;
    const [, task = display] = /^([^(]{1,300})\(/.exec(display) ?? [];
    const position = /^[^(]{1,300}\((\d{1,6}):/.exec(display)?.[1];
    chain.unshift({ task, position: position === undefined ? undefined : Number(position), template: textAt(at, "templateName") });
  }
  return chain;
}

function spelled({ task, position }: Link): string {
  return position === undefined ? task : `${task}[${position}]`;
}

/** "per-shard/count" with the positions of items and the rounds of repetitions. */
function placed(reading: Reading, annotated: string, chain: readonly Link[]): string {
  let from = 0;
  const segments = annotated.split("/").map((segment) => {
    const at = chain.findIndex(({ task }, index) => index >= from && task === segment);
    const link = chain[at];
    if (link === undefined) return segment;
    from = at + 1;
    if (link.position !== undefined) return `${segment}[${link.position}]`;
    if (!repeats(reading, link.template)) return segment;
    // A repetition is a template that begins itself again: each round lies in the one before.
    let rounds = 1;
    while (chain[at + rounds]?.template === link.template) rounds++;
    from = at + rounds;
    return `${segment}#${rounds}`;
  });
  return segments.join("/");
}

function repeats({ workflow }: Reading, template: string | undefined): boolean {
  const tasks = template === undefined ? [] : listAt(templateOf(workflow, template), "dag", "tasks");
  return tasks.some((task) => textAt(task, "template") === template);
}

function statusOfNode(node: Data, pods: readonly Data[]): StepRecord["status"] {
  switch (textAt(node, "phase")) {
    case "Succeeded":
      return isData(node["memoizationStatus"]) && node["memoizationStatus"]["hit"] === true ? "cached" : "succeeded";
    case "Failed":
    case "Error":
      // Arguments that could not be worked out: nothing was started.
      return textAt(node, "type") === "Skipped" ? "not-run" : "failed";
    case "Skipped":
      return "skipped";
    case "Omitted":
      return "not-run";
    case "Pending":
      return "pending";
    case "Running":
      return textAt(node, "type") === "Suspend" ? "waiting" : "running";
    default:
      return pods.some((pod) => textAt(pod, "startedAt") !== undefined) ? "running" : "pending";
  }
}

function attemptOf({ name, workflow }: Reading, template: unknown, pod: Data): readonly AttemptRecord[] {
  const { memory, deadlineSeconds, image } = askedOfTemplate(template);
  const hasFailed = ["Failed", "Error"].includes(textAt(pod, "phase") ?? "");
  const { reason, exitCode, message } = endOfNode(pod);
  const limits = {
    ...(memory !== undefined && { memory }),
    ...(deadlineSeconds !== undefined && { timeoutSeconds: deadlineSeconds }),
  };
  return attemptsFrom(textAt(pod, "startedAt"), {
    finishedAt: textAt(pod, "finishedAt"),
    exitCode: numberAt(pod, "outputs", "exitCode") ?? (hasFailed ? (exitCode ?? undefined) : undefined),
    reason: hasFailed
      ? (reason ?? (/longer than the specified deadline|deadline exceeded/i.test(message) ? "DeadlineExceeded" : undefined))
      : undefined,
    message: hasFailed && message !== "" ? message : undefined,
    ...(Object.keys(limits).length > 0 && { limits }),
    image,
    node: textAt(pod, "hostNodeName"),
    pod: podNameOf(workflow, name, pod),
  });
}
