import { type PlanChecked, ruleMaker, type TargetRule } from "../../target-rule.ts";
import type { KubeflowOptions } from "../options.ts";
import type { KubeflowDocuments } from "../schema.ts";

/** What can be refused from the plan alone. */
export type KubeflowChecked = PlanChecked<KubeflowOptions>;

/** What is refused once the documents are there. */
export interface DocumentsChecked extends KubeflowChecked {
  readonly documents: KubeflowDocuments;
}

export type PlanRule = TargetRule<KubeflowChecked>;
export type DocumentRule = TargetRule<DocumentsChecked>;

export const definePlanRule = ruleMaker<KubeflowChecked>();
export const defineDocumentRule = ruleMaker<DocumentsChecked>();
