/** What is due later, in order of time; among equals, in the order in which it was asked for. */
export interface Timers {
  /** Asks for `act` at `at`; gives back what takes it away again. */
  readonly at: (at: number, act: () => void) => () => void;
  /** When something is due next. */
  readonly next: () => number | undefined;
  /** Does all that is due. */
  readonly run: (now: number) => void;
}

export function openTimers(): Timers {
  const waiting = new Map<number, { readonly at: number; readonly act: () => void }>();
  let count = 0;
  const first = (): [number, { readonly at: number; readonly act: () => void }] | undefined => {
    let found: [number, { readonly at: number; readonly act: () => void }] | undefined;
    for (const entry of waiting) if (found === undefined || entry[1].at < found[1].at) found = entry;
    return found;
  };
  return {
    at(at, act) {
      const id = count++;
      waiting.set(id, { at, act });
      return () => void waiting.delete(id);
    },
    next: () => first()?.[1].at,
    run(now) {
      for (let due = first(); due !== undefined && due[1].at <= now; due = first()) {
        waiting.delete(due[0]);
        due[1].act();
      }
    },
  };
}
