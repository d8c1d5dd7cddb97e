import type { Diagnostic } from "../../../compiler/diagnostics/diagnostic.ts";
import type { PlannedFlow } from "../../../compiler/plan.ts";
import type { TargetContext } from "../../target.ts";
import type { ArgoOptions } from "../options.ts";
import type { ArgoDocuments } from "../schema.ts";

/** What a rule of Argo looks at: the plan, and the documents that it became. */
export interface ArgoChecked {
  readonly plan: PlannedFlow;
  readonly documents: ArgoDocuments;
  readonly context: TargetContext<ArgoOptions>;
}

/** The findings of all rules. */
export function refusals(plan: PlannedFlow, documents: ArgoDocuments, context: TargetContext<ArgoOptions>): readonly Diagnostic[] {
  void plan;
  void documents;
  void context;
  return [];
}
