/** Branches: each case under its condition. */
import { typeOf } from "../../../compiler/link/type-of.ts";
import type { PlannedBody, PlannedBranch, PlannedStep } from "../../../compiler/plan.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import { captureName } from "../../capture-name.ts";
import { expressionKey } from "../../expression-key.ts";
import { kebab, uniqueNames } from "../../names.ts";
import { type Alternative, addAlternatives, conditionOf, type Gives } from "./alternatives.ts";
import { addBody, type Placed, tasksBefore } from "./body.ts";
import { celCondition } from "./cel.ts";
import { isArtifact, outputKey } from "./container.ts";
import { addDagTask, type Dag, openDag } from "./dag.ts";
import type { Room } from "./lowering.ts";
import { standing } from "./standing.ts";
import { addStep, artifactOf } from "./step.ts";
import { valueIn } from "./values.ts";

export function addBranch(placed: Placed, planned: PlannedBranch): readonly string[] {
  const { dag, room } = placed;
  const { node } = planned;
  const { flow } = room.plan;
  const joins = room.joins.get(node.id) ?? [];
  const after = tasksBefore(placed, planned.needs);
  const name = `${room.prefix}${kebab(planned.path.split("/").at(-1) ?? "")}-branch`;
  if (joins.length === 0 && !placed.isNeeded(node.id)) {
    for (const one of planned.cases) addCase(dag, room, { ...one, name, after });
    return [];
  }
  const takeName = uniqueNames();
  const task = addAlternatives(dag, room, {
    name,
    path: `${room.path}${planned.path}`,
    after,
    wanted: joins.map((join) => ({ key: expressionKey(join), type: typeOf(join, flow), name: takeName(captureName(join, flow)) })),
    alternatives: planned.cases.map((one, index) =>
      alternativeOf(
        room,
        one,
        joins.flatMap((join) => caseOf(join, index)),
      ),
    ),
  });
  return task === undefined ? [] : [task];
}

interface Case {
  readonly test: Expression;
  readonly body: PlannedBody;
}

function caseOf(join: Expression, index: number): readonly Expression[] {
  const of = join.op === "join" ? join.cases[index] : undefined;
  return of === undefined ? [] : [of];
}

function testOf(room: Room, test: Expression): Alternative["test"] {
  return (dag, inputFor) => celCondition(test, standing(room, dag), inputFor);
}

function alternativeOf(room: Room, { test, body }: Case, given: readonly Expression[]): Alternative {
  const lone = loneStep(body);
  const gives = (dag: Dag): Gives =>
    given.map((of) => (isArtifact(typeOf(of, room.plan.flow)) ? artifactOf(room, expressionKey(of)) : valueIn(of, standing(room, dag))));
  const common = { test: testOf(room, test), gives };
  if (body.nodes.length === 0) return common;
  const outputs = given.flatMap((of) => (of.op === "output" && of.node === lone?.node.id ? [outputKey(of.name)] : []));
  if (lone === undefined || outputs.length < given.length) return { ...common, body: (dag) => void addBody(dag, room, body) };
  return {
    ...common,
    lone: (dag) => ({ task: addStep(dag, room, lone, { condition: (inputFor) => common.test(dag, inputFor) }), keys: outputs }),
  };
}

function loneStep({ nodes }: PlannedBody): PlannedStep | undefined {
  const [only, ...more] = nodes;
  return only?.kind === "step" && more.length === 0 ? only : undefined;
}

/** A case of a branch that nothing waits for: in the DAG of the branch itself. */
function addCase(
  dag: Dag,
  room: Room,
  { test, body, name, after }: Case & { readonly name: string; readonly after: readonly string[] },
): void {
  if (body.nodes.length === 0) return;
  const lone = loneStep(body);
  if (lone !== undefined) {
    addStep(dag, room, lone, { after, condition: (inputFor) => testOf(room, test)(dag, inputFor) });
    return;
  }
  const inner = openDag(dag.lowering, dag, `${name}-case`);
  addBody(inner, room, body);
  const condition = conditionOf(inner, testOf(room, test));
  addDagTask(inner, dag, `${name}-case`, { after, more: { triggerPolicy: { condition } } });
}
