import { originOf } from "../kubernetes/metadata.ts";
import { type Fact, factOf, type Observation, type Outcome, type Subject, subjectOf } from "../observation.ts";
import { at, type Data, isData, listAt, membersAt, textAt } from "../shape.ts";
import { askedOfTemplate, endOfNode, templateOf } from "./node.ts";
import { workflowRun } from "./workflow-run.ts";

const failing = new Set(["Failed", "Error"]);

/**
 * A Workflow of Argo, live or archived, with its nodes
 *
 * Causes are the leaves: the last failed attempt of each pod. Nodes of type DAG, Steps and Retry fail because of them, Omitted ones never ran, and an attempt
 * whose Retry node succeeded was made good. Nodes are trusted before labels and before the phase of the whole, which lag behind them.
 *
 * Source: argoproj/argo-workflows v4.0, pkg/apis/workflow/v1alpha1 NodeStatus.
 */
export function argoWorkflow(document: unknown): Observation | undefined {
  if (!isWorkflow(document)) return undefined;
  const name = textAt(document, "metadata", "name") ?? textAt(document, "metadata", "generateName") ?? "workflow";
  const nodes = membersAt(document, "status", "nodes").flatMap(([, node]) => (isData(node) ? [node] : []));
  const causes = causesOf(nodes);
  const subjects = causes.length > 0 ? causes.map((node) => nodeSubject(document, name, node)) : [wholeSubject(document, name, nodes)];
  return { source: "argo", subjects, runs: () => [workflowRun(document, name, nodes)] };
}

/** Clients with types of their own leave out what the type already says: then templates and their entry show what it is. */
function isWorkflow(document: unknown): boolean {
  const kind = textAt(document, "kind");
  if (kind !== undefined) return kind === "Workflow" && /^argoproj\.io\//.test(textAt(document, "apiVersion") ?? "");
  return isData(at(document, "metadata")) && listAt(document, "spec", "templates").length > 0 && isData(at(document, "status"));
}

/** The failed leaves, the latest attempt of each step, in order of their end. */
function causesOf(nodes: readonly Data[]): readonly Data[] {
  const madeGood = new Set(
    nodes
      .filter((node) => textAt(node, "type") === "Retry" && textAt(node, "phase") === "Succeeded")
      .flatMap((node) => listAt(node, "children")),
  );
  const attempts = new Map(
    nodes
      .filter((node) => textAt(node, "type") === "Retry")
      .flatMap((retry) => listAt(retry, "children").map((child) => [child, textAt(retry, "id") ?? ""] as const)),
  );
  const last = new Map<string, Data>();
  for (const node of nodes) {
    const id = textAt(node, "id") ?? "";
    const isLeaf =
      !["DAG", "Steps", "StepGroup", "TaskGroup", "Retry"].includes(textAt(node, "type") ?? "Pod") && listAt(node, "children").length === 0;
    const isPod = (textAt(node, "type") ?? "Pod") === "Pod";
    if (!(isLeaf || isPod) || !failing.has(textAt(node, "phase") ?? "") || madeGood.has(id)) continue;
    const step = attempts.get(id) ?? id;
    const before = last.get(step);
    if (before === undefined || finishOf(before) <= finishOf(node)) last.set(step, node);
  }
  return [...last.values()].sort((one, other) => (finishOf(one) < finishOf(other) ? -1 : finishOf(one) > finishOf(other) ? 1 : 0));
}

function finishOf(node: Data): string {
  return textAt(node, "finishedAt") ?? textAt(node, "startedAt") ?? "";
}

function nodeSubject(workflow: unknown, name: string, node: Data): Subject {
  const step = textAt(node, "displayName") ?? textAt(node, "name") ?? "step";
  const template = templateOf(workflow, textAt(node, "templateName"));
  const own = originOf(template);
  const whole = originOf(workflow);
  return subjectOf(`argo/${name}/${textAt(node, "id") ?? step}`, {
    name: textAt(node, "id") ?? step,
    outcome: "failed",
    facts: factsOf(node),
    origin: {
      flow: own.flow ?? whole.flow,
      step: own.step ?? step.replace(/\(\d{1,6}(?::[^)]{0,1000})?\)$/, ""),
      source: own.source ?? whole.source,
      program: own.program ?? whole.program,
    },
    asked: askedOfTemplate(template),
  });
}

function factsOf(node: Data): readonly Fact[] {
  const { reason, exitCode, message, own } = endOfNode(node);
  return [factOf("status", { reason, exitCode, message }), ...(own === undefined ? [] : [factOf("platform", { message: own })])];
}

function wholeSubject(workflow: unknown, name: string, nodes: readonly Data[]): Subject {
  const phase = textAt(workflow, "status", "phase");
  const message = textAt(workflow, "status", "message");
  // A child that failed is told of by its own node, so the root alone decides here.
  const roots = nodes.filter((node) => textAt(node, "boundaryID") === undefined);
  const ended =
    nodes.length > 0 &&
    nodes.every((node) => ["Succeeded", "Skipped", "Omitted", "Failed", "Error", undefined].includes(textAt(node, "phase")));
  const failed = phase !== undefined && failing.has(phase) && nodes.length === 0;
  const outcome: Outcome = failed
    ? "failed"
    : phase === "Succeeded" || (ended && roots.length > 0)
      ? "succeeded"
      : phase === "Running"
        ? "running"
        : "unknown";
  return subjectOf(`argo/${name}`, {
    name,
    outcome,
    facts: message === undefined || outcome === "succeeded" ? [] : [factOf("status", { message })],
    origin: originOf(workflow),
  });
}
