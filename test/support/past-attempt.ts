import type { PastAttempt } from "../../runs/step-history.ts";

/** An attempt of step "fit" that succeeded, of which nothing was measured. */
export function pastAttempt(known: Pick<PastAttempt, "run" | "startedAt" | "seconds"> & Partial<PastAttempt>): PastAttempt {
  return {
    path: "fit",
    attempt: 0,
    outcome: "succeeded",
    reason: null,
    exitCode: 0,
    peakMemoryBytes: null,
    limitMemoryBytes: null,
    timeoutSeconds: null,
    capacity: null,
    ...known,
  };
}
