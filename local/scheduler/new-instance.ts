import type { PlannedApproval, PlannedStep } from "../../compiler/plan.ts";
import type { StepInstance, StepStatus } from "./instance.ts";
import type { Machine } from "./machine.ts";
import type { Scope } from "./scope.ts";

/** Adds an instance of a step to the run. */
export function newInstance(machine: Machine, planned: PlannedStep | PlannedApproval, scope: Scope, status: StepStatus): StepInstance {
  const instance: StepInstance = {
    id: machine.instances.length,
    path: `${scope.prefix}${planned.node.name}`,
    order: [...scope.order, planned.node.id],
    planned,
    status,
    attempts: [],
    inputs: {},
    outputs: {},
    message: undefined,
    key: undefined,
  };
  machine.instances.push(instance);
  return instance;
}
