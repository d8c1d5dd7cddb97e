/** Retries: whether, and after how long (meaning.md, rule 16). */
import type { Retry } from "../../compiler/program.ts";
import { parseDuration } from "../../schema/words/quantities.ts";

const infrastructure: ReadonlySet<string> = new Set([
  "DeletionByPodGC",
  "DeletionByTaintManager",
  "Evicted",
  "EvictionByEvictionAPI",
  "NodeAffinity",
  "NodeLost",
  "NodeShutdown",
  "PodDeleted",
  "Preempting",
  "Preempted",
  "PreemptionByScheduler",
  "Shutdown",
  "Terminated",
  "TerminationByKubelet",
  "UnexpectedAdmissionError",
]);

/** Milliseconds to wait before the next attempt, or undefined where there is none. `failures` counts those so far. */
export function retryDelay({ limit, on, backoff }: Retry, reason: string, failures: number): number | undefined {
  if (failures > limit) return undefined;
  if (on !== "any" && (on === "infrastructure") !== infrastructure.has(reason)) return undefined;
  if (backoff === undefined) return 0;
  const most = backoff.max === undefined ? Infinity : (parseDuration(backoff.max) ?? Infinity);
  return Math.min((parseDuration(backoff.initial) ?? 0) * backoff.factor ** (failures - 1), most);
}
