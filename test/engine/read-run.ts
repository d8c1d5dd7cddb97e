/**
 * A run record from a Workflow's nodes
 *
 * The templates are walked from the entrypoint, as the controller does, and each task is looked up by the name of its node. So a step that has no node is known as
 * well: inside a task that was skipped it is skipped, elsewhere it was not run.
 */
import type { SeenAttempt, SeenRun, SeenStep } from "../meaning/run-record.ts";
import type { EngineNode, EngineRun, TaskOfArgo, TemplateOfArgo, WorkflowTemplate } from "./nodes.ts";
import type { StepInPlan } from "./planned-steps.ts";
import { typedOutputs } from "./typed-outputs.ts";

interface Reading {
  readonly templates: ReadonlyMap<string, TemplateOfArgo>;
  readonly nodes: ReadonlyMap<string, EngineNode>;
  readonly plan: readonly StepInPlan[];
  readonly steps: SeenStep[];
}

/** Where the walk is: positions of loops and rounds so far, and what became of the task around it, if it did not run. */
interface Place {
  readonly positions: readonly number[];
  readonly rounds: readonly number[];
  readonly without: "skipped" | "not-run" | undefined;
}

/** The record of a run; `refused` is one that ended before any node began. */
export function readRun(run: EngineRun, workflow: WorkflowTemplate, plan: readonly StepInPlan[]): SeenRun {
  const { entrypoint, onExit, templates } = workflow.spec;
  const reading: Reading = {
    templates: new Map(templates.map((template) => [template.name, template])),
    nodes: new Map(run.nodes.map((node) => [node.name, node])),
    plan,
    steps: [],
  };
  const outside: Place = { positions: [], rounds: [], without: undefined };
  visit(reading, "wf", entrypoint, outside);
  if (onExit !== undefined) visit(reading, "wf.onExit", onExit, outside);
  const order = (step: SeenStep): number => plan.findIndex(({ path }) => path === bare(step.path));
  return { status: statusOfRun(run), steps: reading.steps.toSorted((one, other) => order(one) - order(other)) };
}

function bare(path: string): string {
  return path.replace(/\[\d+\]|#\d+/g, "");
}

function statusOfRun({ phase, timedOut, stuck, nodes, message }: EngineRun): string {
  if (timedOut) return stuck ? "stuck" : "running";
  if (phase === "Succeeded") return "succeeded";
  if (nodes.length === 0) return "refused";
  return /Stopped with strategy/.test(message ?? "") ? "cancelled" : "failed";
}

function visit(reading: Reading, nodeName: string, templateName: string, place: Place): void {
  const template = reading.templates.get(templateName);
  if (template === undefined) return;
  const here: Place = { ...place, without: place.without ?? notRun(reading.nodes.get(nodeName)) };
  const planned = stepOf(reading, template);
  if (planned !== undefined) {
    reading.steps.push(stepRecord(reading, nodeName, planned, here));
    return;
  }
  for (const task of template.dag?.tasks ?? []) visitTask(reading, `${nodeName}.${task.name}`, task, templateName, here);
  for (const [index, group] of (template.steps ?? []).entries())
    for (const task of group) visitTask(reading, `${nodeName}[${index}].${task.name}`, task, templateName, here);
}

function visitTask(reading: Reading, nodeName: string, task: TaskOfArgo, inside: string, place: Place): void {
  if (task.withParam !== undefined) {
    visitItems(reading, nodeName, task, place);
    return;
  }
  const repeats = reading.templates.get(inside)?.dag?.tasks.some(({ template }) => template === inside) === true;
  if (!repeats) {
    visit(reading, nodeName, task.template, place);
    return;
  }
  const again = task.template === inside;
  const node = reading.nodes.get(nodeName);
  // A round that never began is no instance.
  if (again && (place.without !== undefined || node === undefined || notRun(node) !== undefined || node.type === "Skipped")) return;
  const rounds = again || place.without !== undefined ? place.rounds : [...place.rounds, roundOf(nodeName)];
  visit(reading, nodeName, task.template, { ...place, rounds });
}

/** The round that a body's node is of: one more than the calls of itself before it. */
function roundOf(nodeName: string): number {
  return 1 + (/((?:\.again)*)\.[^.]+$/.exec(nodeName)?.[1] ?? "").split(".again").length - 1;
}

function visitItems(reading: Reading, nodeName: string, task: TaskOfArgo, place: Place): void {
  const group = reading.nodes.get(nodeName);
  const without = place.without ?? notRun(group);
  const prefix = `${nodeName}(`;
  const items = new Map<number, string>();
  for (const name of reading.nodes.keys()) {
    const [, position, item] = /^(\d+):([^)]*)\)/.exec(name.startsWith(prefix) ? name.slice(prefix.length) : "") ?? [];
    if (position !== undefined) items.set(Number(position), `${prefix}${position}:${item})`);
  }
  for (const [position, name] of [...items].sort(([one], [other]) => one - other))
    visit(reading, name, task.template, { ...place, without, positions: [...place.positions, position] });
  // A loop over no items has no instances; one that was not reached has one entry a step, without position.
  if (items.size === 0 && without !== undefined && !/empty params/.test(group?.message ?? ""))
    visit(reading, nodeName, task.template, { ...place, without });
}

function notRun(node: EngineNode | undefined): "skipped" | "not-run" | undefined {
  if (node === undefined) return "not-run";
  if (node.phase === "Skipped") return "skipped";
  // A task whose arguments could not be worked out is an Error of type Skipped.
  return node.phase === "Omitted" ? "not-run" : undefined;
}

function stepOf({ plan }: Reading, template: TemplateOfArgo): StepInPlan | undefined {
  const annotated = template.metadata?.annotations?.["millwright.dev/step"];
  if (annotated !== undefined) return plan.find(({ path }) => path === annotated);
  // An approval is a question, and a task that fails unless the answer is yes.
  if (!template.dag?.tasks.some(({ name }) => name === "verdict")) return undefined;
  return plan.find(({ kind, name }) => kind === "approval" && name === template.name);
}

function stepRecord(reading: Reading, nodeName: string, planned: StepInPlan, place: Place): SeenStep {
  const path = pathOf(planned, place);
  if (place.without !== undefined) return { path, status: place.without, attempts: [], outputs: {} };
  const node = reading.nodes.get(nodeName);
  const attempts = attemptsOf(reading, nodeName);
  const status = node === undefined ? "not-run" : statusOf(node);
  const last = reading.nodes.get(attempts.at(-1) ?? nodeName);
  const outputs = status === "succeeded" || status === "cached" ? typedOutputs(last ?? node, planned.outputs) : {};
  return { path, status, attempts: status === "cached" ? [] : attempts.map((name) => attemptOf(reading.nodes.get(name))), outputs };
}

function pathOf({ around, name }: StepInPlan, { positions, rounds }: Place): string {
  const [loops, repeats] = [[...positions], [...rounds]];
  const segments = around.map((one) => {
    const position = one.kind === "forEach" ? loops.shift() : undefined;
    const round = one.kind === "repeatUntil" ? repeats.shift() : undefined;
    return `${one.name}${position === undefined ? "" : `[${position}]`}${round === undefined ? "" : `#${round}`}`;
  });
  return [...segments, name].join("/");
}

/** Names of the nodes of a step's attempts: its own, or those below a Retry. */
function attemptsOf({ nodes }: Reading, nodeName: string): readonly string[] {
  if (nodes.get(nodeName)?.type !== "Retry") return [nodeName];
  const names: string[] = [];
  while (nodes.has(`${nodeName}(${names.length})`)) names.push(`${nodeName}(${names.length})`);
  return names;
}

function statusOf({ phase, memoHit, type }: EngineNode): string {
  switch (phase) {
    case "Succeeded":
      return memoHit ? "cached" : "succeeded";
    case "Error":
    case "Failed":
      // Arguments that could not be worked out: nothing was started.
      return type === "Skipped" ? "not-run" : "failed";
    case "Running":
      return "running";
    default:
      return phase.toLowerCase();
  }
}

function attemptOf(node: EngineNode | undefined): SeenAttempt {
  const { startedAt, finishedAt, exitCode, message, phase } = node ?? {};
  const reason = phase === "Failed" || phase === "Error" ? reasonOf(message ?? "") : undefined;
  return {
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
    ...(exitCode !== undefined && { exitCode }),
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
  };
}

function reasonOf(message: string): string {
  if (/deadline|longer than the specified/i.test(message)) return "DeadlineExceeded";
  return /OOMKilled/.test(message) ? "OOMKilled" : "Error";
}
