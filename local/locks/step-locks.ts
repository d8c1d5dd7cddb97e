import type { Step } from "../../compiler/program.ts";
import { EvaluationFault } from "../evaluate-expression.ts";
import type { GivenKeys } from "../given-keys.ts";
import type { StepLocks } from "../scheduler/step-locks.ts";
import { locksOf } from "./lock-name.ts";
import type { Busy, SharedLocks } from "./shared-locks.ts";

const askAgainAfter = 250;

/** Locks of steps that other runs of this machine hold as well; `busy` is told of each that is not free, once. */
export function sharedStepLocks(locks: SharedLocks, keyOf: GivenKeys, busy: (found: Busy, step: string) => void): StepLocks {
  const told = new Set<string>();
  return {
    askAgainAfter,
    take(step: Step) {
      const names = locksOf(step, keyOf);
      if (names.length === 0) return () => undefined;
      const taken = takeOrFault(locks, names, step.name);
      if ("release" in taken) return taken.release;
      const place = `${step.name} ${taken.lock.said} ${taken.run ?? ""}`;
      if (!told.has(place)) busy(taken, step.name);
      told.add(place);
      return undefined;
    },
  };
}

function takeOrFault(locks: SharedLocks, names: Parameters<SharedLocks["take"]>[0], step: string): ReturnType<SharedLocks["take"]> {
  try {
    return locks.take(names);
  } catch (error) {
    throw new EvaluationFault(`The locks of step "${step}" cannot be taken: ${error instanceof Error ? error.message : String(error)}`);
  }
}
