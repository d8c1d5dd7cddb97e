import { parseMemory } from "../../schema/words/quantities.ts";
import { percentile } from "./past/percentile.ts";
import { atLeast, mebibyte } from "./raise.ts";
import type { Change, Situation } from "./remedy.ts";

/** Runs without a failure after which less is offered. */
const quietRuns = 10;
/** Of the limit; a step that uses more of it is not made smaller. */
const muchTooLarge = 0.4;

/** Less memory for a step whose last ten runs all succeeded far below its limit; in a sentence why not. */
export function rightSize({ step, history }: Pick<Situation, "step" | "history">): Change | string {
  const from = step.resources.memory;
  const limit = parseMemory(from ?? "");
  if (from === undefined || limit === undefined) return `Step "${step.name}" says no memory.`;
  const attempts = history?.attempts ?? [];
  const runs = [...new Set(attempts.map(({ run }) => run))].slice(-quietRuns);
  const recent = attempts.filter(({ run }) => runs.includes(run));
  if (runs.length < quietRuns)
    return `Of step "${step.name}" ${runs.length} runs are remembered, and less is offered after ${quietRuns} quiet ones.`;
  if (recent.some(({ outcome }) => outcome !== "succeeded"))
    return `Step "${step.name}" did not succeed in each of its last ${quietRuns} runs.`;
  const peaks = recent.flatMap(({ peakMemoryBytes }) => peakMemoryBytes ?? []);
  if (peaks.length < recent.length) return `Of some of the last ${quietRuns} runs of step "${step.name}" nobody measured the memory.`;
  if (recent.some(({ limitMemoryBytes }) => limitMemoryBytes !== null && limitMemoryBytes !== limit))
    return `The last ${quietRuns} runs of step "${step.name}" had other limits than "${from}".`;
  const peak = percentile(peaks, 0.99);
  if (peak >= limit * muchTooLarge)
    return `Step "${step.name}" uses ${Math.round((peak / limit) * 100)} % of its memory, which is no waste.`;
  return {
    path: ["resources", "memory"],
    from,
    to: atLeast(peak * 1.2 + 100 * mebibyte),
    formula: `p99 of the peaks of ${quietRuns} quiet runs × 1.2 + 100Mi`,
    observed: { memory: from, p99PeakMemoryBytes: peak },
    bound: null,
    review: true,
  };
}
