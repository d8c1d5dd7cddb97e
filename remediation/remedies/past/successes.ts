import type { StepHistory } from "../../../runs/step-history.ts";
import { percentile } from "./percentile.ts";

const recent = 20;
const fewest = 5;

/** How long a step takes when it succeeds, in seconds. Undefined of fewer than five successes: they say nothing. */
export function successesOf(
  history: StepHistory | undefined,
): { readonly count: number; readonly p50: number; readonly p95: number } | undefined {
  const seconds = (history?.attempts ?? [])
    .flatMap((attempt) => (attempt.outcome === "succeeded" && attempt.seconds !== null ? [attempt.seconds] : []))
    .slice(-recent);
  return seconds.length < fewest ? undefined : { count: seconds.length, p50: percentile(seconds, 0.5), p95: percentile(seconds, 0.95) };
}
