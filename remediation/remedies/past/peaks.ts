import type { StepHistory } from "../../../runs/step-history.ts";
import { percentile } from "./percentile.ts";

/** Attempts that say what a step needs by now. */
const recent = 20;
/** Fewer peaks than this are no distribution. */
const fewest = 5;

/** What a step needs of memory: p95 of the peaks of its last attempts, or, where those are few, the greatest. Undefined where nothing was measured. */
export function peakOf(
  measured: number | undefined,
  history: StepHistory | undefined,
): { readonly bytes: number; readonly attempts: number } | undefined {
  const past = (history?.attempts ?? []).flatMap(({ peakMemoryBytes }) => peakMemoryBytes ?? []).slice(-recent);
  if (past.length >= fewest) return { bytes: percentile(past, 0.95), attempts: past.length };
  return measured === undefined ? undefined : { bytes: measured, attempts: 1 };
}
