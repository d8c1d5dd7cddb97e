/**
 * What runs when the run has ended: one DAG, `onFailure` first where the run failed, then `onExit`
 *
 * Argo knows no word for "cancelled": a stopped run is Failed, and its steps' messages say by which strategy.
 */
import type { PlannedStep } from "../../../compiler/plan.ts";
import { addTask, close, newDag } from "./dag.ts";
import type { Room } from "./lowering.ts";
import { kebab } from "./names.ts";
import type { Rendered } from "./render.ts";
import { expressionKey, type Scope } from "./scope.ts";
import { lowerStep } from "./step.ts";

const status = "(workflow.status == 'Succeeded' ? 'succeeded' : workflow.failures contains 'with strategy' ? 'cancelled' : 'failed')";

/** Adds the exit DAG; gives back its name, or undefined where the flow has no handler. */
export function lowerHandlers(room: Room, outer: Scope): string | undefined {
  const { onExit, onFailure } = room.plan;
  if (onExit === undefined && onFailure === undefined) return undefined;
  const ended: Rendered = { type: { type: "string", enum: ["succeeded", "failed", "cancelled"] }, form: "text", source: status };
  const scope: Scope = { ...outer, values: new Map([[expressionKey({ op: "status" }), ended]]), artifacts: new Map() };
  const dag = newDag(room, scope);
  const failure = onFailure && addHandler(onFailure, undefined, `{{=${status} == 'failed'}}`);
  if (onExit !== undefined) {
    // Whatever became of the other handler.
    const after = failure && ["Succeeded", "Failed", "Errored", "Skipped"].map((end) => `${failure}.${end}`).join(" || ");
    addHandler(onExit, after);
  }
  return close(dag, "on-exit", [], []).template;

  function addHandler(planned: PlannedStep, depends: string | undefined, when?: string): string {
    const callable = lowerStep(room, planned, scope);
    return addTask(dag, kebab(planned.node.name), callable, { depends, ...(when !== undefined && { when }) });
  }
}
