/** The nodes of a body, as tasks of a DAG. */
import type { Capture, PlannedBody, PlannedBranch, PlannedNode } from "../../../compiler/plan.ts";
import { lowerApproval } from "./approval.ts";
import { lowerBranch } from "./branch.ts";
import { lowerCall } from "./call.ts";
import { addTask, type Callable, close, type Dag, dependsOf, newDag, open } from "./dag.ts";
import { lowerForEach } from "./loop.ts";
import { capturesOf, needsPosition, outputCaptures, type Room } from "./lowering.ts";
import { kebab } from "./names.ts";
import { lowerRepeatUntil } from "./repeat.ts";
import type { Scope } from "./scope.ts";
import { lowerStep } from "./step.ts";

/** Adds all nodes of a body to a DAG. */
export function addNodes(dag: Dag, nodes: readonly PlannedNode[]): void {
  for (const node of nodes) {
    if (node.kind === "branch") lowerBranch(dag, node);
    else {
      const callable = callableOf(dag.room, node, dag.scope);
      const name = addTask(dag, kebab(node.node.name), callable, { depends: dependsOf(dag, node.needs) });
      dag.done.set(node.node.id, { succeeded: `${name}.Succeeded`, settled: `${name}.Succeeded` });
    }
  }
}

/** The template of a node that is no branch. */
function callableOf(room: Room, node: Exclude<PlannedNode, PlannedBranch>, scope: Scope): Callable {
  switch (node.kind) {
    case "step":
      return lowerStep(room, node, scope);
    case "approval":
      return lowerApproval(room, node);
    case "call":
      return lowerCall(room, node, scope);
    case "forEach":
      return lowerForEach(room, node, scope);
    case "repeatUntil":
      return lowerRepeatUntil(room, node, scope);
  }
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
  if (lone !== undefined) return callableOf(room, lone, outer);
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
