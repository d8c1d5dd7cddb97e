import type { PlannedBody, PlannedFlow } from "../../compiler/plan.ts";
import type { ValueType } from "../../schema/values/value-type.ts";

/** A step or approval of a flow, or of one that it calls. */
export interface StepInPlan {
  /** Without positions: "per-shard/count". */
  readonly path: string;
  readonly name: string;
  /** What stands before its name in the path, outermost first. */
  readonly around: readonly { readonly name: string; readonly kind: "forEach" | "repeatUntil" | "call" }[];
  readonly kind: "step" | "approval";
  readonly outputs: Readonly<Record<string, ValueType>>;
}

/** All steps of a flow in the order of the definition, handlers last. */
export function stepsInPlan(flow: PlannedFlow): readonly StepInPlan[] {
  const handlers = [flow.onFailure, flow.onExit].flatMap((handler) =>
    handler === undefined
      ? []
      : [{ path: handler.path, name: handler.node.name, around: [], kind: "step" as const, outputs: handler.node.outputs }],
  );
  return [...stepsOfBody(flow.body, flow.called, []), ...handlers];
}

function stepsOfBody({ nodes }: PlannedBody, called: PlannedFlow["called"], around: StepInPlan["around"]): readonly StepInPlan[] {
  return nodes.flatMap((planned): readonly StepInPlan[] => {
    switch (planned.kind) {
      case "branch":
        return planned.cases.flatMap(({ body }) => stepsOfBody(body, called, around));
      case "forEach":
      case "repeatUntil":
        return stepsOfBody(planned.body, called, [...around, { name: planned.node.name, kind: planned.kind }]);
      case "call": {
        const callee = called[planned.flow];
        if (callee === undefined) return [];
        const deeper = callee.called.length > 0 ? callee.called : called;
        return stepsOfBody(callee.body, deeper, [...around, { name: planned.node.name, kind: "call" }]);
      }
      default: {
        const { name } = planned.node;
        const outputs = planned.kind === "step" ? planned.node.outputs : {};
        return [{ path: [...around.map((one) => one.name), name].join("/"), name, around, kind: planned.kind, outputs }];
      }
    }
  });
}
