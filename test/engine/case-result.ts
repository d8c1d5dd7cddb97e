/** What came of one case on one engine. */
export interface CaseResult {
  readonly name: string;
  readonly rules: readonly number[];
  readonly outcome: "passed" | "failed" | "skipped";
  /** What differs, or why it was skipped. */
  readonly details: readonly string[];
  /** The build refuses the case for this engine, with this code, as it should. */
  readonly refusedWith?: string;
}

export function countOf(results: readonly CaseResult[], outcome: CaseResult["outcome"]): number {
  return results.filter((result) => result.outcome === outcome).length;
}
