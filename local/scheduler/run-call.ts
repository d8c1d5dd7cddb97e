/** Calls: the callee's body, with its parameters checked as those of a run are (meaning.md, rules 2 and 24). */
import { invariant } from "../../compiler/invariant.ts";
import type { PlannedCall } from "../../compiler/plan.ts";
import { problemOf } from "../../compiler/values/check-value.ts";
import { EvaluationFault, evaluate, type Value } from "../evaluate-expression.ts";
import type { Outcome } from "./instance.ts";
import type { Machine } from "./machine.ts";
import { knownIn, type Room, type Scope } from "./scope.ts";

export function runCall(machine: Machine, planned: PlannedCall, scope: Scope, done: (outcome: Outcome) => void): void {
  const { node } = planned;
  const plan = scope.room.plan.called[planned.flow];
  invariant(plan !== undefined, `the flow that call "${node.name}" is of is planned`);
  const known = knownIn(scope, machine.moment);
  const params: { [name: string]: Value } = {};
  for (const [name, expression] of Object.entries(planned.arguments)) {
    const type = plan.flow.params[name]?.type ?? { type: "unknown" };
    const value = evaluate(expression, known);
    // A parameter that may be left out and was is planned as null.
    const given = type.type === "optional" && value === null ? undefined : value;
    const problem = given === undefined ? undefined : problemOf(given, type);
    if (problem !== undefined) throw new EvaluationFault(`Parameter "${name}" of flow "${plan.flow.name}" ${problem}.`);
    params[name] = given;
  }
  const room: Room = { plan, params, caller: scope.room, halted: false };
  const inner: Scope = {
    room,
    body: 0,
    around: undefined,
    prefix: `${scope.prefix}${node.name}/`,
    order: [...scope.order, node.id],
    item: undefined,
    given: new Map(),
  };
  machine.runBody(plan.body, inner, (outcome) => {
    if (outcome === "succeeded") scope.given.set(node.id, { of: "call", scope: inner });
    done(outcome);
  });
}
