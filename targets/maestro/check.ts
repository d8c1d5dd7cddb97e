import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import type { TargetContext } from "../target.ts";
import { unsupported } from "../unsupported.ts";
import type { MaestroOptions } from "./options.ts";
import { planRules } from "./rules/index.ts";
import { supports } from "./supports.ts";

const lacking = unsupported({ code: "maestro/unsupported", title: "Netflix Maestro", supports });

/** What can be refused from the plan alone. */
export function check(plan: PlannedFlow, context: TargetContext<MaestroOptions>): readonly Diagnostic[] {
  return [lacking, ...planRules].flatMap(({ find }) => [...find({ plan, context })]);
}
