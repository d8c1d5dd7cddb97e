/** Whole seconds, rounded up: a bound is never shorter than what was asked. */
export function seconds(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000);
}

/** A duration as Go reads it: "90s", "500ms". */
export function goDuration(milliseconds: number): string {
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}
