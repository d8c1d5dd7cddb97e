/** What keeps steps apart that hold the same lock (meaning.md, rule 26). */
import type { Step } from "../../compiler/program.ts";

export interface StepLocks {
  /** Takes what a step holds while it runs; gives what lets go of it, or undefined where the step must wait. Throws `EvaluationFault`. */
  readonly take: (step: Step) => (() => void) | undefined;
  /** Milliseconds after which it may be asked again although no step of this run has ended; left out: others than this run hold nothing. */
  readonly askAgainAfter?: number;
}

/** Mutexes of one run alone. How many may hold a semaphore is not known here. */
export function openOwnLocks(): StepLocks {
  const held = new Set<string>();
  return {
    take({ mutexes }) {
      if (mutexes.some((name) => held.has(name))) return undefined;
      for (const name of mutexes) held.add(name);
      return () => {
        for (const name of mutexes) held.delete(name);
      };
    },
  };
}
