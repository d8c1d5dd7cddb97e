/** Rules of this target: what Argo cannot run as it is meant, found before anything is written. */
import { type Diagnostic, type DiagnosticKind, defineDiagnostic } from "../../../compiler/diagnostics/diagnostic.ts";
import type { PlannedFlow } from "../../../compiler/plan.ts";
import { definitionId } from "../../../compiler/program.ts";
import type { Finding } from "../../../compiler/rules/rule.ts";
import type { TargetContext } from "../../target.ts";
import type { ArgoOptions } from "../options.ts";
import type { ArgoDocuments } from "../schema.ts";

/** What a rule looks at: the plan, and the documents that it became. */
export interface ArgoChecked {
  readonly plan: PlannedFlow;
  readonly documents: ArgoDocuments;
  readonly context: TargetContext<ArgoOptions>;
}

export interface ArgoRule {
  readonly code: string;
  readonly find: (checked: ArgoChecked) => Iterable<Diagnostic>;
}

interface ArgoRuleKind<Hole extends string> extends DiagnosticKind<Hole> {
  readonly find: (checked: ArgoChecked) => Iterable<Finding<NoInfer<Hole>>>;
}

/** Makes a rule; what it finds is about the flow that is lowered. */
export function defineArgoRule<Hole extends string>({ find, ...kind }: ArgoRuleKind<Hole>): ArgoRule {
  const reporter = defineDiagnostic(kind);
  return {
    code: kind.code,
    *find(checked) {
      for (const { at, values, definition = definitionId(checked.plan.flow), extra } of find(checked))
        yield reporter.at(at, values, { ...extra, definition });
    },
  };
}
