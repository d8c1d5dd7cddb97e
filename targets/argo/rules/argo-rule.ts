import type { PlanChecked, TargetRule } from "../../target-rule.ts";
import { ruleMaker } from "../../target-rule.ts";
import type { ArgoOptions } from "../options.ts";
import type { ArgoDocuments } from "../schema.ts";

/** What a rule looks at: the plan, and the documents that it became. */
export interface ArgoChecked extends PlanChecked<ArgoOptions> {
  readonly documents: ArgoDocuments;
}

export type ArgoRule = TargetRule<ArgoChecked>;

export const defineArgoRule = ruleMaker<ArgoChecked>();
