/** Bodies as templates. */
import type { Capture, PlannedBody, PlannedBranch, PlannedNode } from "../../../compiler/plan.ts";
import type { Callable } from "./callable.ts";
import { close, newDag, open } from "./dag.ts";
import { capturesOf, type Dag, needsPosition, outputCaptures, type Room } from "./lowering.ts";
import type { Scope } from "./scope.ts";

/** Adds all nodes of a body to a DAG. */
export function addNodes(dag: Dag, nodes: readonly PlannedNode[]): void {
  for (const node of nodes) dag.room.lowering.dispatch.addNode(dag, node);
}

/** The one step of a body that needs no DAG of its own: what leaves the body are the step's outputs as they are. */
function loneStep(body: PlannedBody): Exclude<PlannedNode, PlannedBranch> | undefined {
  const [only, ...more] = body.nodes;
  if (only === undefined || more.length > 0 || only.kind === "branch") return undefined;
  if (only.kind !== "step") return body.exports.length === 0 ? only : undefined;
  const own = body.exports.every(({ expression }) => expression.op === "output" && expression.node === only.node.id);
  return own ? only : undefined;
}

/** A body as a template: its only step, or a DAG. */
export function bodyTemplate(room: Room, body: PlannedBody, wanted: string, outer: Scope, more: readonly Capture[] = []): Callable {
  const lone = loneStep(body);
  if (lone !== undefined) return room.lowering.dispatch.callableOf(room, lone, outer);
  return dagTemplate(room, body, wanted, outer, more);
}

/** All that the DAG of a body takes: what the plan says, and what its outputs need beside. */
export function capturesOfBody(room: Room, body: PlannedBody): readonly Capture[] {
  // Where a case has nothing to run, its test says which case it was.
  const tests = body.nodes.flatMap((node) =>
    node.kind === "branch" && node.cases.some((taken) => taken.body.nodes.length === 0) ? node.cases.map(({ test }) => test) : [],
  );
  return [...body.captures, ...capturesOf(room, body), ...outputCaptures(room, body.exports, tests)];
}

/** A body as a DAG template. */
function dagTemplate(room: Room, body: PlannedBody, wanted: string, outer: Scope, more: readonly Capture[] = []): Callable {
  const name = room.lowering.takeName(`${room.prefix}${wanted}`);
  const { scope, takes } = open(room, [...capturesOfBody(room, body), ...more], outer, needsPosition(body, room.plan));
  const dag = newDag(room, scope);
  addNodes(dag, body.nodes);
  return close(dag, name, takes, body.exports);
}
