/** How a claim is said: one line, and an exit code that a script can go by. */

interface Measured {
  readonly claim: string;
  readonly value: number;
  readonly most: number;
  /** "s", "MB", "×". */
  readonly unit: string;
  /** What the value was worked out from. */
  readonly from?: string;
}

/** Prints `claim: measured (bound) ok` or `MISSED`; a miss makes the process exit 1. */
export function say({ claim, value, most, unit, from }: Measured): void {
  const isKept = value <= most;
  const shown = (number: number): string => `${Number(number.toPrecision(3))} ${unit}`;
  process.stdout.write(
    `${claim}: ${shown(value)} (at most ${shown(most)}) ${isKept ? "ok" : "MISSED"}${from === undefined ? "" : `   ${from}`}\n`,
  );
  if (!isKept) process.exitCode = 1;
}

/** "2.1 s". */
export function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}
