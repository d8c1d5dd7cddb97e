import type { PastAttempt, StepHistory } from "../../../runs/step-history.ts";

/** How step instances that failed at least once ended. */
export interface Ends {
  /** Failed, then succeeded: with the same inputs, since attempts of one instance have the same. */
  readonly flaky: number;
  /** Tried again, and never succeeded. */
  readonly broken: number;
}

/** A flaky step told from a broken one. Undefined where nothing is remembered. */
export function endsOf(history: StepHistory | undefined): Ends | undefined {
  if (history === undefined) return undefined;
  const instances = new Map<string, PastAttempt[]>();
  for (const attempt of history.attempts) {
    const key = JSON.stringify([attempt.run, attempt.path]);
    instances.set(key, [...(instances.get(key) ?? []), attempt]);
  }
  const again = [...instances.values()].filter((attempts) => attempts.length > 1 && attempts.some(({ outcome }) => outcome === "failed"));
  const flaky = again.filter((attempts) => attempts.at(-1)?.outcome === "succeeded").length;
  const broken = again.filter((attempts) => attempts.every(({ outcome }) => outcome === "failed")).length;
  return { flaky, broken };
}
