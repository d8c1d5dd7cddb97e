/** Calls: the callee's nodes among those of the caller, as they are in this build. */
import { invariant } from "../../../compiler/invariant.ts";
import type { PlannedCall } from "../../../compiler/plan.ts";
import type { Result } from "../../../compiler/program.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import { expressionKey } from "../../expression-key.ts";
import { kebab } from "../../names.ts";
import { addBody, type Placed, tasksBefore } from "./body.ts";
import { isArtifact } from "./container.ts";
import { joinsOf } from "./joins.ts";
import type { Room } from "./lowering.ts";
import { standing } from "./standing.ts";
import { artifactOf } from "./step.ts";
import { valueIn } from "./values.ts";

export function addCall(placed: Placed, planned: PlannedCall): readonly string[] {
  const { dag, room } = placed;
  const callee = room.plan.called[planned.flow];
  invariant(callee !== undefined, "a called flow is planned");
  // Flows that it calls are those of the outermost plan.
  const plan = { ...callee, called: callee.called.length > 0 ? callee.called : room.plan.called };
  const inner: Room = {
    lowering: room.lowering,
    plan,
    prefix: `${room.prefix}${kebab(planned.node.name)}-`,
    path: `${room.path}${planned.path}/`,
    values: new Map(runValues(room)),
    artifacts: new Map(),
    joins: joinsOf(plan),
  };
  for (const [param, argument] of Object.entries(planned.arguments))
    inner.values.set(expressionKey({ op: "param", name: param }), valueIn(argument, standing(room, dag)));
  const tasks = addBody(dag, inner, callee.body, { after: tasksBefore(placed, planned.needs), whole: placed.isNeeded(planned.node.id) });
  for (const { path, expression, type } of leavesOf(callee.flow.result, [])) {
    const key = expressionKey({ op: "result", call: planned.node.id, path });
    const of = expressionKey(expression);
    if (isArtifact(type)) {
      if (inner.artifacts.has(of)) room.artifacts.set(key, artifactOf(inner, of));
    } else room.values.set(key, valueIn(expression, standing(inner, dag)));
  }
  return tasks;
}

/** What is known of the run, wherever in it. */
function runValues({ values }: Room): Room["values"] {
  return new Map([...values].filter(([key]) => key.startsWith("run ")));
}

interface Leaf {
  readonly path: readonly string[];
  readonly expression: Expression;
  readonly type: Extract<Result, { expression: Expression }>["type"];
}

function leavesOf(result: Result, path: readonly string[]): readonly Leaf[] {
  if ("expression" in result) return [{ path, expression: result.expression, type: result.type }];
  return Object.entries(result.fields).flatMap(([name, member]) => leavesOf(member, [...path, name]));
}
