import type { PlannedFlow } from "../../compiler/plan.ts";
import type { Lowered, TargetContext } from "../target.ts";
import { addNodes } from "./lower/body.ts";
import { close, newDag } from "./lower/dag.ts";
import { lowerHandlers } from "./lower/handlers.ts";
import type { Lowering, Room } from "./lower/lowering.ts";
import { uniqueNames } from "./lower/names.ts";
import { knownEverywhere } from "./lower/run-values.ts";
import { schedulesOf } from "./lower/schedule-params.ts";
import type { Scope } from "./lower/scope.ts";
import { cronWorkflows, workflowTemplate } from "./lower/workflow.ts";
import type { ArgoOptions } from "./options.ts";
import { refusals } from "./rules/index.ts";
import type { ArgoDocuments } from "./schema.ts";

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
  addNodes(dag, plan.body.nodes);
  close(dag, "main", [], []);
  const documents = { workflow: workflowTemplate(lowering, onExit), schedules: cronWorkflows(lowering) };
  return { documents, diagnostics: [...lowering.diagnostics, ...refusals(plan, documents, context)] };
}
