import type { Diagnostic } from "../../../compiler/diagnostics/diagnostic.ts";
import type { ArgoChecked, ArgoRule } from "./argo-rule.ts";
import { backoffFactor } from "./backoff-factor.ts";
import { cacheArtifactInput } from "./cache-artifact-input.ts";
import { controlCharacter } from "./control-character.ts";
import { flowName } from "./flow-name.ts";
import { mountPathReserved } from "./mount-path-reserved.ts";
import { nameLength } from "./name-length.ts";
import { outputUnchecked } from "./output-unchecked.ts";
import { parameterName } from "./parameter-name.ts";
import { patchField } from "./patch-field.ts";
import { queueTimeoutVersion } from "./queue-timeout-version.ts";
import { repeatTooDeep } from "./repeat-too-deep.ts";
import { schedulesConcurrency } from "./schedules-concurrency.ts";
import { sparkArtifact } from "./spark-artifact.ts";
import { sparkTimeout } from "./spark-timeout.ts";
import { stepName } from "./step-name.ts";
import { templateBraces } from "./template-braces.ts";
import { templatesLimit } from "./templates-limit.ts";

/** What Argo cannot run as it is meant; in order of name, because none depends on another. */
const argoRules: readonly ArgoRule[] = [
  backoffFactor,
  cacheArtifactInput,
  controlCharacter,
  flowName,
  mountPathReserved,
  nameLength,
  outputUnchecked,
  parameterName,
  patchField,
  queueTimeoutVersion,
  repeatTooDeep,
  schedulesConcurrency,
  sparkArtifact,
  sparkTimeout,
  stepName,
  templateBraces,
  templatesLimit,
];

/** The findings of all rules. */
export function refusals(checked: ArgoChecked): readonly Diagnostic[] {
  return argoRules.flatMap(({ find }) => [...find(checked)]);
}
