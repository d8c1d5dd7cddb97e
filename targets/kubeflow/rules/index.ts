import type { Diagnostic } from "../../../compiler/diagnostics/diagnostic.ts";
import { unsupported } from "../../unsupported.ts";
import { supports } from "../supports.ts";
import { backoffMax } from "./backoff-max.ts";
import { backoffWhole } from "./backoff-whole.ts";
import { cacheAge } from "./cache-age.ts";
import { dagSize } from "./dag-size.ts";
import { ephemeralStorage } from "./ephemeral-storage.ts";
import { flowLabels } from "./flow-labels.ts";
import { hiddenMark } from "./hidden-mark.ts";
import type { DocumentRule, DocumentsChecked, KubeflowChecked, PlanRule } from "./kubeflow-rule.ts";
import { outputUnchecked } from "./output-unchecked.ts";
import { pipelineName } from "./pipeline-name.ts";
import { pipelineSize } from "./pipeline-size.ts";
import { replacedText } from "./replaced-text.ts";
import { runDay } from "./run-day.ts";
import { scheduleDay } from "./schedule-day.ts";
import { scheduleTimezone } from "./schedule-timezone.ts";
import { timeoutWithHandler } from "./timeout-with-handler.ts";
import { volumeKind } from "./volume-kind.ts";

/** What Kubeflow Pipelines lacks, then what it cannot run as it is meant; in order of name, because none depends on another. */
const planRules: readonly PlanRule[] = [
  unsupported({ code: "kubeflow/unsupported", title: "Kubeflow Pipelines", supports }),
  backoffMax,
  backoffWhole,
  cacheAge,
  ephemeralStorage,
  flowLabels,
  hiddenMark,
  outputUnchecked,
  pipelineName,
  replacedText,
  runDay,
  scheduleDay,
  scheduleTimezone,
  timeoutWithHandler,
  volumeKind,
];

const documentRules: readonly DocumentRule[] = [dagSize, pipelineSize];

/** The findings of all rules that need the plan only. */
export function planRefusals(checked: KubeflowChecked): readonly Diagnostic[] {
  return planRules.flatMap(({ find }) => [...find(checked)]);
}

/** The findings of the rules that look at the documents. */
export function documentRefusals(checked: DocumentsChecked): readonly Diagnostic[] {
  return documentRules.flatMap(({ find }) => [...find(checked)]);
}
