/** Milliseconds by phase. */
export type Timings = Readonly<Record<string, number>>;

export interface Stopwatch {
  /** Grows as phases are timed. */
  readonly timings: Timings;
  readonly time: <T>(phase: string, run: () => T) => T;
  readonly timeAsync: <T>(phase: string, run: () => Promise<T>) => Promise<T>;
}

/** A stopwatch by the caller's clock (milliseconds); without one nothing is timed, so that the result depends on the input alone. */
export function stopwatch(clock: (() => number) | undefined): Stopwatch {
  const timings: Record<string, number> = {};
  const add = (phase: string, since: number | undefined): void => {
    if (clock !== undefined && since !== undefined) timings[phase] = Math.round(((timings[phase] ?? 0) + clock() - since) * 100) / 100;
  };
  return {
    timings,
    time(phase, run) {
      const since = clock?.();
      try {
        return run();
      } finally {
        add(phase, since);
      }
    },
    async timeAsync(phase, run) {
      const since = clock?.();
      try {
        return await run();
      } finally {
        add(phase, since);
      }
    },
  };
}
