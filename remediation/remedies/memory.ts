import { parseMemory } from "../../schema/words/quantities.ts";
import { peakOf } from "./past/peaks.ts";
import { raisedMemory } from "./raise.ts";
import type { Change, ClassRemedy, Situation } from "./remedy.ts";
import { movedOn, withinBound } from "./within-bound.ts";

const formula = "double, at least peak × 1.2 + 100Mi";

export const memoryWords: ClassRemedy["words"] = ({ asked, measured, measuredByPlatform }) => {
  const from = measuredByPlatform ? (asked.memory ?? null) : null;
  return { field: "resources.memory", from, to: from === null ? null : raisedMemory(from, measured.peakMemoryBytes), rule: formula };
};

/** More memory for the step's container: over its peaks, at most what a node of its pool has. */
export function moreMemory({ step, pool, asked, measured, history }: Situation): Change | string {
  const from = step.resources.memory;
  if (from === undefined) return `Step "${step.name}" says no memory, so there is nothing to raise: say "resources.memory".`;
  const changed = movedOn("resources.memory", from, asked.memory);
  if (changed !== undefined) return changed;
  const peak = peakOf(measured.peakMemoryBytes, history);
  return withinBound({
    path: ["resources", "memory"],
    from,
    to: raisedMemory(from, peak?.bytes) ?? from,
    formula:
      peak === undefined || peak.attempts === 1 ? formula : `double, at least p95 of the peaks of ${peak.attempts} attempts × 1.2 + 100Mi`,
    observed: { memory: from, ...(peak !== undefined && { peakMemoryBytes: peak.bytes }) },
    bound: memoryBound(pool),
  });
}

/** What one node of the pool has; null where the step is on no pool. */
export function memoryBound(pool: Situation["pool"]): Change["bound"] {
  return pool === undefined ? null : { most: pool.node.memory, because: `a node of pool "${pool.name}" has no more` };
}

/** Whether a node of the pool has so much memory; true where there is no pool. */
export function fitsNode(quantity: string, pool: Situation["pool"]): boolean {
  return pool === undefined || (parseMemory(quantity) ?? 0) <= (parseMemory(pool.node.memory) ?? Number.POSITIVE_INFINITY);
}
