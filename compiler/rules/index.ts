import { conditionAlwaysHolds } from "./branches/condition-always-holds.ts";
import { unreachableBranch } from "./branches/unreachable-branch.ts";
import { approvalBlocksSchedule } from "./flows/approval-blocks-schedule.ts";
import { approvalWithinFlow } from "./flows/approval-within-flow.ts";
import { durationSize } from "./flows/duration-size.ts";
import { flowHasSteps } from "./flows/flow-has-steps.ts";
import { flowSize } from "./flows/flow-size.ts";
import { listedTwice } from "./flows/listed-twice.ts";
import { lockListedTwice } from "./flows/lock-listed-twice.ts";
import { mutexHeldTwice } from "./flows/mutex-held-twice.ts";
import { ownerNamed } from "./flows/owner-named.ts";
import { parallelismPositive } from "./flows/parallelism-positive.ts";
import { priorityInRange } from "./flows/priority-in-range.ts";
import { semaphoreHeldTwice } from "./flows/semaphore-held-twice.ts";
import { stepTimeoutWithinFlow } from "./flows/step-timeout-within-flow.ts";
import { tagGrammar } from "./flows/tag-grammar.ts";
import { timeoutPositive } from "./flows/timeout-positive.ts";
import { unusedParameter } from "./flows/unused-parameter.ts";
import { imageLatest } from "./images/image-latest.ts";
import { imageReference } from "./images/image-reference.ts";
import { imageWithoutDigest } from "./images/image-without-digest.ts";
import { loopHasSteps } from "./loops/loop-has-steps.ts";
import { loopOverNothing } from "./loops/loop-over-nothing.ts";
import { loopWidth } from "./loops/loop-width.ts";
import { rangeCount } from "./loops/range-count.ts";
import { repeatMax } from "./loops/repeat-max.ts";
import { untilConstant } from "./loops/until-constant.ts";
import { annotationSize } from "./names/annotation-size.ts";
import { configMapKey } from "./names/config-map-key.ts";
import { descriptionLength } from "./names/description-length.ts";
import { hiddenCharacter } from "./names/hidden-character.ts";
import { kubernetesName } from "./names/kubernetes-name.ts";
import { labelKey } from "./names/label-key.ts";
import { labelReserved } from "./names/label-reserved.ts";
import { labelValue } from "./names/label-value.ts";
import { lookAlikeNames } from "./names/look-alike-names.ts";
import { affinityMembers } from "./pods/affinity-members.ts";
import { mountPath } from "./pods/mount-path.ts";
import { mountPathTaken } from "./pods/mount-path-taken.ts";
import { patchEscapesPod } from "./pods/patch-escapes-pod.ts";
import { tolerationGrammar } from "./pods/toleration-grammar.ts";
import { volumeShared } from "./pods/volume-shared.ts";
import { capacityOfPool } from "./resources/capacity-of-pool.ts";
import { flexRunOutlived } from "./resources/flex-run-outlived.ts";
import { gpuCountPositive } from "./resources/gpu-count-positive.ts";
import { gpuRequestFitsPool } from "./resources/gpu-request-fits-pool.ts";
import { poolHasCapacity } from "./resources/pool-has-capacity.ts";
import { quantityPositive } from "./resources/quantity-positive.ts";
import { resourcesFitNode } from "./resources/resources-fit-node.ts";
import { sharedMemoryWithinMemory } from "./resources/shared-memory-within-memory.ts";
import { spotNeedsInfrastructureRetry } from "./resources/spot-needs-infrastructure-retry.ts";
import type { Rule } from "./rule.ts";
import { cronDatePossible } from "./schedules/cron-date-possible.ts";
import { cronDayOrWeekday } from "./schedules/cron-day-or-weekday.ts";
import { cronFiveFields } from "./schedules/cron-five-fields.ts";
import { scheduleRepeated } from "./schedules/schedule-repeated.ts";
import { scheduleTooOften } from "./schedules/schedule-too-often.ts";
import { timezoneKnown } from "./schedules/timezone-known.ts";
import { secretWrittenAsLiteral } from "./secrets/secret-written-as-literal.ts";
import { backoffFactor } from "./steps/backoff-factor.ts";
import { backoffOrder } from "./steps/backoff-order.ts";
import { backoffWait } from "./steps/backoff-wait.ts";
import { cacheNeedsDigest } from "./steps/cache-needs-digest.ts";
import { cacheNeverHits } from "./steps/cache-never-hits.ts";
import { cacheWithoutOutputs } from "./steps/cache-without-outputs.ts";
import { checkpointNeedsClaim } from "./steps/checkpoint-needs-claim.ts";
import { checkpointUnused } from "./steps/checkpoint-unused.ts";
import { checkpointWithoutRetry } from "./steps/checkpoint-without-retry.ts";
import { commandNotEmpty } from "./steps/command-not-empty.ts";
import { environmentName } from "./steps/environment-name.ts";
import { noNullCharacter } from "./steps/no-null-character.ts";
import { numberPrecision } from "./steps/number-precision.ts";
import { retryLimit } from "./steps/retry-limit.ts";
import { retryNeedsIdempotent } from "./steps/retry-needs-idempotent.ts";
import { scriptSize } from "./steps/script-size.ts";
import { unusedOutput } from "./steps/unused-output.ts";
import { wordSize } from "./steps/word-size.ts";

/**
 * The rules that hold for every engine, in the order in which they run
 *
 * Findings are shown by place, so the order only decides among those at one place: the nearer to the cluster a rule looks, the earlier it comes, because what a pod
 * asks for decides whether anything else of it ever matters. A grammar comes before what builds on it (a quantity before its sum, a cron expression before its
 * days), so that the plainest of two findings is read first.
 */
export const rules: readonly Rule[] = [
  gpuCountPositive,
  quantityPositive,
  capacityOfPool,
  poolHasCapacity,
  gpuRequestFitsPool,
  resourcesFitNode,
  sharedMemoryWithinMemory,
  spotNeedsInfrastructureRetry,
  flexRunOutlived,
  imageReference,
  imageLatest,
  imageWithoutDigest,
  secretWrittenAsLiteral,
  commandNotEmpty,
  noNullCharacter,
  wordSize,
  scriptSize,
  environmentName,
  numberPrecision,
  retryNeedsIdempotent,
  retryLimit,
  backoffFactor,
  backoffOrder,
  backoffWait,
  checkpointNeedsClaim,
  checkpointWithoutRetry,
  checkpointUnused,
  cacheNeedsDigest,
  cacheNeverHits,
  cacheWithoutOutputs,
  unusedOutput,
  mountPath,
  mountPathTaken,
  volumeShared,
  tolerationGrammar,
  affinityMembers,
  patchEscapesPod,
  unreachableBranch,
  conditionAlwaysHolds,
  loopHasSteps,
  loopOverNothing,
  rangeCount,
  loopWidth,
  repeatMax,
  untilConstant,
  cronFiveFields,
  cronDatePossible,
  cronDayOrWeekday,
  timezoneKnown,
  scheduleRepeated,
  scheduleTooOften,
  hiddenCharacter,
  kubernetesName,
  configMapKey,
  labelKey,
  labelValue,
  labelReserved,
  annotationSize,
  lookAlikeNames,
  descriptionLength,
  flowHasSteps,
  flowSize,
  ownerNamed,
  tagGrammar,
  priorityInRange,
  parallelismPositive,
  timeoutPositive,
  durationSize,
  stepTimeoutWithinFlow,
  approvalWithinFlow,
  approvalBlocksSchedule,
  mutexHeldTwice,
  semaphoreHeldTwice,
  lockListedTwice,
  unusedParameter,
  listedTwice,
];
