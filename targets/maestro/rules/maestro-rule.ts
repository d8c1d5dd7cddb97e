import { type PlanChecked, ruleMaker, type TargetRule } from "../../target-rule.ts";
import type { MaestroOptions } from "../options.ts";
import type { WorkflowRequest } from "../schema.ts";

export type PlanRule = TargetRule<PlanChecked<MaestroOptions>>;

/** Makes a rule that looks at the plan alone: what it finds is not lowered. */
export const definePlanRule = ruleMaker<PlanChecked<MaestroOptions>>();

interface RequestChecked extends PlanChecked<MaestroOptions> {
  readonly documents: WorkflowRequest;
}

export type RequestRule = TargetRule<RequestChecked>;

/** Makes a rule that looks at what the plan became. */
export const defineRequestRule = ruleMaker<RequestChecked>();
