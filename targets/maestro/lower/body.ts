import { invariant } from "../../../compiler/invariant.ts";
import type { PlannedBody } from "../../../compiler/plan.ts";
import { connectSteps } from "./drafts.ts";
import type { Connect, Lowering } from "./lowering.ts";
import type { Frame, Place, Room, StepDraft } from "./place.ts";

/**
 * Lowers the nodes of a body, and gives the steps with which it ends
 *
 * On Maestro a step with several steps before it runs where any of them leads to it. Here all of them always do, or none: the steps of one body are skipped together, because every branch
 * is closed by a step of its own. So "any" and "all" are the same, and a failure before a step keeps it from running.
 */
export function lowerBody(lowering: Lowering, frame: Frame, { nodes }: PlannedBody, connect: Connect): readonly StepDraft[] {
  const waitedFor = new Set<number>();
  for (const node of nodes) {
    const given = lowering.dispatch.lowerNode(lowering, frame, node, (step) => {
      if (node.needs.length === 0) connect(step);
      for (const need of node.needs) {
        const before = frame.given.get(need.node);
        invariant(before !== undefined, "a node waits for nodes of its own body, which come before it");
        connectSteps(before.done, step);
      }
    });
    frame.given.set(node.node.id, given);
    for (const need of node.needs) waitedFor.add(need.node);
  }
  return nodes.flatMap(({ node }) => (waitedFor.has(node.id) ? [] : (frame.given.get(node.id)?.done ?? [])));
}

/** A frame for a body inside another, or for a flow's own. */
export function newFrame(room: Room, place: Place, around: Frame | undefined, path: string, item?: Frame["item"]): Frame {
  return { room, place, around, path, item, given: new Map() };
}
