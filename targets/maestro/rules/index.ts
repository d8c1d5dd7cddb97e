import type { Diagnostic } from "../../../compiler/diagnostics/diagnostic.ts";
import type { PlannedFlow } from "../../../compiler/plan.ts";
import type { TargetContext } from "../../target.ts";
import type { MaestroOptions } from "../options.ts";
import type { WorkflowRequest } from "../schema.ts";
import { backoffWhole } from "./backoff-whole.ts";
import { comparison } from "./comparison.ts";
import { concurrencyCoversAllRuns } from "./concurrency-covers-all-runs.ts";
import { dayOrWeekday } from "./day-or-weekday.ts";
import { environmentUnused } from "./environment-unused.ts";
import { environmentVariable } from "./environment-variable.ts";
import { expressionLength } from "./expression-length.ts";
import { loopItems } from "./loop-items.ts";
import { loopParallelism } from "./loop-parallelism.ts";
import type { PlanRule, RequestRule } from "./maestro-rule.ts";
import { outputUnchecked } from "./output-unchecked.ts";
import { parameterName } from "./parameter-name.ts";
import { requestSize } from "./request-size.ts";
import { retryLimit } from "./retry-limit.ts";
import { scheduleInterval } from "./schedule-interval.ts";
import { schedulesDiffer } from "./schedules-differ.ts";
import { sharedMemory } from "./shared-memory.ts";
import { stepsLimit } from "./steps-limit.ts";
import { timeoutCountsWaiting } from "./timeout-counts-waiting.ts";
import { timeoutRange } from "./timeout-range.ts";
import { workflowId } from "./workflow-id.ts";

/** What Maestro cannot run as it is meant, as the plan shows; in order of name, because none depends on another. */
export const planRules: readonly PlanRule[] = [
  backoffWhole,
  comparison,
  concurrencyCoversAllRuns,
  dayOrWeekday,
  environmentUnused,
  environmentVariable,
  loopItems,
  loopParallelism,
  outputUnchecked,
  parameterName,
  retryLimit,
  scheduleInterval,
  schedulesDiffer,
  sharedMemory,
  timeoutCountsWaiting,
  timeoutRange,
  workflowId,
];

const requestRules: readonly RequestRule[] = [expressionLength, requestSize, stepsLimit];

/** What the request shows. */
export function refusals(checked: {
  readonly plan: PlannedFlow;
  readonly documents: WorkflowRequest;
  readonly context: TargetContext<MaestroOptions>;
}): readonly Diagnostic[] {
  return requestRules.flatMap(({ find }) => [...find(checked)]);
}
