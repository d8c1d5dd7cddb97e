/**
 * Calls: the callee's body as a DAG template of this file, with its parameters as inputs
 *
 * Inlined, not referenced: a `templateRef` runs whatever its WorkflowTemplate says on the day of the run, and one that is pinned by a hash in its name would have
 * to be kept for as long as a run may be retried. So one file holds all that a run does, and applying it is atomic.
 */
import { invariant } from "../../../compiler/invariant.ts";
import type { Capture, PlannedCall } from "../../../compiler/plan.ts";
import type { Result } from "../../../compiler/program.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import { expressionKey } from "../../expression-key.ts";
import { kebab } from "../../names.ts";
import { addNodes } from "./body.ts";
import type { Callable, Given, Take } from "./callable.ts";
import { close, newDag, positionTake } from "./dag.ts";
import { needsPosition, type Room } from "./lowering.ts";
import { fromVariable } from "./render.ts";
import { runValue } from "./run-values.ts";
import type { Scope } from "./scope.ts";

export function lowerCall(room: Room, planned: PlannedCall, outer: Scope): Callable {
  const callee = room.plan.called[planned.flow];
  invariant(callee !== undefined, "a called flow is planned");
  const { name: callName, id } = planned.node;
  const name = room.lowering.takeName(`${room.prefix}${kebab(callName)}`);
  const inner: Room = {
    lowering: room.lowering,
    // Flows that it calls are those of the outermost plan.
    plan: { ...callee, called: callee.called.length > 0 ? callee.called : room.plan.called },
    prefix: `${name}-`,
    path: `${room.path}${planned.path}/`,
    outermost: false,
  };
  const positioned = outer.position !== undefined && needsPosition(callee.body, inner.plan);
  const scope: Scope = {
    values: new Map(),
    artifacts: new Map(),
    position: positioned ? fromVariable(["inputs", "parameters", "position"], { type: "string" }) : undefined,
    everywhere: (expression) => runValue(expression, room.lowering.schedules),
  };
  const takes: Take[] = positioned ? [positionTake()] : [];
  for (const [param, expression] of Object.entries(planned.arguments)) {
    takes.push({ name: param, kind: "value", expression });
    const type = callee.flow.params[param]?.type ?? { type: "unknown" };
    scope.values.set(expressionKey({ op: "param", name: param }), fromVariable(["inputs", "parameters", param], type));
  }
  const dag = newDag(inner, scope);
  addNodes(dag, callee.body.nodes);
  const results = resultsOf(callee.flow.result, []);
  const closed = close(
    dag,
    name,
    takes,
    results.map(({ capture }) => capture),
  );
  const gives = closed.gives.map(
    (give, index): Given => ({ ...give, expression: { op: "result", call: id, path: results[index]?.path ?? [] } satisfies Expression }),
  );
  return { ...closed, gives };
}

function resultsOf(result: Result, path: readonly string[]): readonly { readonly path: readonly string[]; readonly capture: Capture }[] {
  if ("expression" in result) return [{ path, capture: result }];
  return Object.entries(result.fields).flatMap(([name, member]) => resultsOf(member, [...path, name]));
}
