/** Bodies: the nodes of one, added to a DAG. */
import type { Need, PlannedBody, PlannedNode } from "../../../compiler/plan.ts";
import { addBranch } from "./branch.ts";
import { addCall } from "./call.ts";
import type { Dag } from "./dag.ts";
import { addForEach } from "./loop.ts";
import type { Room } from "./lowering.ts";
import { addStep } from "./step.ts";

/** A body in the making. */
export interface Placed {
  readonly dag: Dag;
  readonly room: Room;
  /** Tasks that all of it waits for. */
  readonly after: readonly string[];
  /** The tasks of a node, all of which have succeeded once it is done. */
  readonly done: Map<number, readonly string[]>;
  /** Whether something waits for a node, or for all of the body. */
  readonly isNeeded: (node: number) => boolean;
}

/** Adds all nodes of a body; gives back its tasks, all of which have succeeded once it is done. */
export function addBody(
  dag: Dag,
  room: Room,
  { nodes }: PlannedBody,
  { after = [], whole = false }: { readonly after?: readonly string[]; readonly whole?: boolean } = {},
): readonly string[] {
  const needed = new Set(nodes.flatMap(({ needs }) => needs.map(({ node }) => node)));
  const placed: Placed = { dag, room, after, done: new Map(), isNeeded: (node) => whole || needed.has(node) };
  for (const node of nodes) placed.done.set(node.node.id, addNode(placed, node));
  return [...placed.done.values()].flat();
}

/** The tasks that a node waits for. */
export function tasksBefore({ after, done }: Placed, needs: readonly Need[]): readonly string[] {
  const tasks = needs.flatMap(({ node }) => done.get(node) ?? []);
  return tasks.length > 0 ? tasks : after;
}

function addNode(placed: Placed, node: PlannedNode): readonly string[] {
  const { dag, room } = placed;
  switch (node.kind) {
    case "step":
      return [addStep(dag, room, node, { after: tasksBefore(placed, node.needs) })];
    case "call":
      return addCall(placed, node);
    case "forEach":
      return addForEach(placed, node);
    case "branch":
      return addBranch(placed, node);
    default:
      throw new TypeError(`a "${node.kind}" was refused`);
  }
}
