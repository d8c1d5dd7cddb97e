/** Retries: always written, because what is left out is two of a failure and ten of a platform's on Maestro. */

import type { PlannedStep } from "../../../compiler/plan.ts";
import { parseDuration } from "../../../schema/words/quantities.ts";
import type { RetryPolicy } from "../schema.ts";

export function retryPolicy({ retry: { limit, backoff }, timeoutMs }: PlannedStep): RetryPolicy {
  const counts = { error_retry_limit: limit, platform_retry_limit: 0, timeout_retry_limit: timeoutMs === undefined ? 0 : limit } as const;
  if (limit === 0) return counts;
  const first = backoff === undefined ? 1 : secondsOf(backoff.initial);
  if (backoff === undefined || backoff.factor === 1)
    return { ...counts, backoff: { type: "FIXED_BACKOFF", error_retry_backoff_in_secs: first, timeout_retry_backoff_in_secs: first } };
  const { factor, max } = backoff;
  // A bound is always there; the last wait of these retries is one that changes nothing.
  const most = max === undefined ? Math.max(1, Math.min(86_400, first * factor ** (limit - 1))) : secondsOf(max);
  return {
    ...counts,
    backoff: {
      type: "EXPONENTIAL_BACKOFF",
      error_retry_backoff_in_secs: first,
      error_retry_exponent: factor,
      error_retry_limit_in_secs: most,
      timeout_retry_backoff_in_secs: first,
      timeout_retry_exponent: factor,
      timeout_retry_limit_in_secs: most,
    },
  };
}

/** Whole seconds of a duration. */
export function secondsOf(duration: string): number {
  return Math.ceil((parseDuration(duration) ?? 0) / 1000);
}
