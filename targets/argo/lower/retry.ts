/**
 * Retries
 *
 * A lost pod shows as Error ("pod deleted"), or as Failed with the words of Kubernetes, or with 143 or 137 of a command that was told to stop. Running out of memory
 * is 137 too, and running out of time 143 or 137: both are the step's own failures, and their messages say so.
 */

import type { Retry } from "../../../compiler/program.ts";
import { parseDuration } from "../../../schema/words/quantities.ts";
import type { RetryStrategy } from "../schema.ts";
import { goDuration } from "./durations.ts";

const own = "lastRetry.message matches '(?i)OOMKilled|deadline|longer than the specified'";
const lost =
  "lastRetry.message matches '(?i)evict|preempt|node shutdown|node lost|low on resource|pod deleted|disruption|admit critical pod'";
/** Whether the last attempt ended because its pod or node was lost. */
const infrastructure = `lastRetry.status == 'Error' || ${lost} || (lastRetry.exitCode in ['137', '143'] && not (${own}))`;

export function retryStrategy({ limit, on, backoff }: Retry): RetryStrategy {
  const policy =
    on === "any"
      ? ({ retryPolicy: "Always" } as const)
      : on === "infrastructure"
        ? ({ retryPolicy: "Always", expression: infrastructure } as const)
        : ({ retryPolicy: "OnFailure", expression: `not (${infrastructure})` } as const);
  return {
    limit: String(limit),
    ...policy,
    ...(backoff !== undefined && {
      backoff: {
        duration: goDuration(parseDuration(backoff.initial) ?? 0),
        factor: String(backoff.factor),
        ...(backoff.max !== undefined && { cap: goDuration(parseDuration(backoff.max) ?? 0) }),
      },
    }),
  };
}
