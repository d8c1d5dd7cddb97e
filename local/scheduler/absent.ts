/** Records of steps that never began. */
import type { PlannedBody, PlannedFlow, PlannedNode } from "../../compiler/plan.ts";
import type { Absent } from "./instance.ts";
import type { Scope } from "./scope.ts";

type Place = Pick<Scope, "prefix" | "order"> & { readonly plan: PlannedFlow };

/** A record for each step of a node. */
export function absentSteps(node: PlannedNode, place: Place, status: Absent["status"]): readonly Absent[] {
  const { plan, prefix } = place;
  const { id, name } = node.node;
  const order = [...place.order, id];
  switch (node.kind) {
    case "step":
    case "approval":
      return [{ path: `${prefix}${name}`, order, step: name, status }];
    case "branch":
      return node.cases.flatMap(({ body }) => absentBody(body, place, status));
    case "forEach":
    case "repeatUntil":
      return absentBody(node.body, { plan, prefix: `${prefix}${name}/`, order }, status);
    case "call": {
      const callee = plan.called[node.flow];
      return callee === undefined ? [] : absentBody(callee.body, { plan: callee, prefix: `${prefix}${name}/`, order }, status);
    }
  }
}

/** A record for each step of a body. */
export function absentBody({ nodes }: PlannedBody, place: Place, status: Absent["status"]): readonly Absent[] {
  return nodes.flatMap((node) => absentSteps(node, place, status));
}

/** The place of a scope. */
export function placeOf({ room, prefix, order }: Scope): Place {
  return { plan: room.plan, prefix, order };
}
