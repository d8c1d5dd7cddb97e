import { invariant } from "../../compiler/invariant.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import { documentCheck } from "../document-check.ts";
import { uniqueNames } from "../names.ts";
import type { Lowered, TargetContext } from "../target.ts";
import { documentSchema } from "./document-schema.ts";
import { addNodes } from "./lower/body.ts";
import { cronWorkflows } from "./lower/cron-workflows.ts";
import { close, newDag } from "./lower/dag.ts";
import { dispatch } from "./lower/dispatch.ts";
import { lowerHandlers } from "./lower/handlers.ts";
import type { Lowering, Room } from "./lower/lowering.ts";
import { nothing } from "./lower/nothing.ts";
import { parameterCheck } from "./lower/parameter-check.ts";
import { knownEverywhere } from "./lower/run-values.ts";
import { schedulesOf } from "./lower/schedule-params.ts";
import type { Scope } from "./lower/scope.ts";
import { workflowTemplate } from "./lower/workflow.ts";
import type { ArgoOptions } from "./options.ts";
import { refusals } from "./rules/index.ts";
import { workflowSize } from "./rules/workflow-size.ts";
import type { ArgoDocuments, Task } from "./schema.ts";

/** The WorkflowTemplate and CronWorkflows of a flow; diagnostics are `argo/…`, where Argo could not run it as it is meant. */
export function lower(plan: PlannedFlow, context: TargetContext<ArgoOptions>): Lowered<ArgoDocuments> {
  const schedules = schedulesOf(plan.flow);
  const lowering: Lowering = {
    plan,
    context,
    schedules,
    templates: [],
    diagnostics: [],
    volumeClaims: new Map(),
    takeName: uniqueNames("main", "on-exit"),
    dispatch,
    joins: new Map(),
    nothingName: { current: undefined },
  };
  const room: Room = { lowering, plan, prefix: "", path: "", outermost: true };
  const scope: Scope = {
    values: new Map(),
    artifacts: new Map(),
    position: undefined,
    everywhere: knownEverywhere(plan.flow, schedules),
  };
  const onExit = lowerHandlers(room, scope);
  const dag = newDag(room, scope);
  const check = firstCheck(lowering);
  addNodes(dag, plan.body.nodes);
  close({ ...dag, tasks: check === undefined ? dag.tasks : [check, ...dag.tasks.map((task) => after(check, task))] }, "main", [], []);
  const documents = { workflow: workflowTemplate(lowering, onExit), schedules: cronWorkflows(lowering) };
  const diagnostics = [...lowering.diagnostics, ...refusals({ plan, documents, context })];
  // Its files are not made, and all that is wrong is said at once.
  if (diagnostics.some(({ severity }) => severity === "error"))
    return { documents, diagnostics: [...diagnostics, ...workflowSize(documents, plan)] };
  mustBeRight(documents);
  return { documents, diagnostics };
}

const check = documentCheck(documentSchema);

/** What no rule refused is as our schema says, or the mistake is ours. */
function mustBeRight({ workflow, schedules }: ArgoDocuments): void {
  for (const document of [workflow, ...schedules]) {
    const problem = check(document);
    invariant(problem === undefined, `the ${document.kind} "${document.metadata.name}" is as its schema says, but ${problem}`);
  }
}

/**
 * The check of the parameters as a task, for a flow that waits for a lock
 *
 * Argo 4.0 leaves out the labels of a run that had to wait, and with them the check that is made there.
 */
function firstCheck(lowering: Lowering): Task | undefined {
  const { flow } = lowering.plan;
  const check = flow.mutexes.length + flow.semaphores.length > 0 ? parameterCheck(flow, lowering.schedules) : undefined;
  if (check === undefined) return undefined;
  const value = { name: "value", value: `{{=${check}}}` };
  return { name: "checked-parameters", template: nothing(lowering), arguments: { parameters: [value] } };
}

function after(check: Task, task: Task): Task {
  const { name, template, ...rest } = task;
  return task.depends === undefined ? { name, template, depends: `${check.name}.Succeeded`, ...rest } : task;
}
