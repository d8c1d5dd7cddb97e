/** Rules of targets: what a platform cannot run as it is meant, found before anything is written. */
import { type Diagnostic, type DiagnosticKind, defineDiagnostic } from "../compiler/diagnostics/diagnostic.ts";
import type { PlannedFlow } from "../compiler/plan.ts";
import { definitionId } from "../compiler/program.ts";
import type { Finding } from "../compiler/rules/rule.ts";
import type { TargetContext } from "./target.ts";

/** What every rule of a target sees; a target may show its rules more. */
export interface PlanChecked<Options = unknown> {
  readonly plan: PlannedFlow;
  readonly context: TargetContext<Options>;
}

export interface TargetRule<Checked> {
  readonly code: string;
  readonly find: (checked: Checked) => Iterable<Diagnostic>;
}

export interface TargetRuleKind<Checked, Hole extends string> extends DiagnosticKind<Hole> {
  readonly find: (checked: Checked) => Iterable<Finding<NoInfer<Hole>>>;
}

/** Gives back a maker of rules that look at `Checked`; what they find is about the flow that is lowered. */
export function ruleMaker<Checked extends { readonly plan: PlannedFlow }>() {
  return <Hole extends string>({ find, ...kind }: TargetRuleKind<Checked, Hole>): TargetRule<Checked> => {
    const reporter = defineDiagnostic(kind);
    return {
      code: kind.code,
      *find(checked) {
        for (const { at, values, definition = definitionId(checked.plan.flow), extra } of find(checked))
          yield reporter.at(at, values, { ...extra, definition });
      },
    };
  };
}
