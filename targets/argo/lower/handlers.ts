/**
 * What runs when the run has ended: `onFailure` where the run failed, then `onExit`
 *
 * Steps and no DAG: a DAG ends at once in a run that is being stopped. Argo knows no word for "cancelled": a stopped run is Failed, and the messages of what was
 * running say by which strategy, until its pods are gone. So the word is settled first, and kept as the output of a step.
 */
import type { PlannedStep } from "../../../compiler/plan.ts";
import { expressionKey } from "../../expression-key.ts";
import { kebab } from "../../names.ts";
import type { StepOfTemplate } from "../schema.ts";
import { addTask, newDag } from "./dag.ts";
import type { Dag, Room } from "./lowering.ts";
import { fromVariable } from "./render.ts";
import type { Scope } from "./scope.ts";
import { lowerStep } from "./step.ts";

const unstopped = "any(fromJSON(fromJSON(workflow.failures)), {.message != '' and not (.message contains 'with strategy')})";
const status = `workflow.status == 'Succeeded' ? 'succeeded' : ${unstopped} ? 'failed' : 'cancelled'`;
const ended = { type: "string", enum: ["succeeded", "failed", "cancelled"] } as const;

/** Adds the exit template; gives back its name, or undefined where the flow has no handler. */
export function lowerHandlers(room: Room, outer: Scope): string | undefined {
  const { onExit, onFailure } = room.plan;
  if (onExit === undefined && onFailure === undefined) return undefined;
  const { templates } = room.lowering;
  const settled = fromVariable(["steps", "ended", "outputs", "parameters", "status"], ended);
  const scope: Scope = { ...outer, values: new Map([[expressionKey({ op: "status" }), settled]]), artifacts: new Map() };
  const dag = newDag(room, scope);
  // A handler may be called so, too.
  dag.takeTaskName("ended");
  const endedName = room.lowering.takeName("ended");
  const steps: StepOfTemplate[][] = [
    [{ name: "ended", template: endedName, arguments: { parameters: [{ name: "status", value: `{{=${status}}}` }] } }],
  ];
  if (onFailure !== undefined)
    steps.push([{ ...handler(dag, onFailure), when: `{{=${settled.source} == 'failed'}}`, continueOn: { failed: true, error: true } }]);
  if (onExit !== undefined) steps.push([handler(dag, onExit)]);
  templates.push(
    {
      name: endedName,
      inputs: { parameters: [{ name: "status" }] },
      outputs: { parameters: [{ name: "status", valueFrom: { supplied: {}, default: "{{inputs.parameters.status}}" } }] },
      suspend: { duration: "0s" },
    },
    { name: "on-exit", steps },
  );
  return "on-exit";
}

function handler(dag: Dag, planned: PlannedStep): StepOfTemplate {
  const name = addTask(dag, kebab(planned.node.name), lowerStep(dag.room, planned, dag.scope), {});
  const task = dag.tasks.find((added) => added.name === name);
  return { name, template: task?.template ?? name, ...(task?.arguments !== undefined && { arguments: task.arguments }) };
}
