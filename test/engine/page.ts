export interface CaseResult {
  readonly name: string;
  readonly rules: readonly number[];
  readonly outcome: "passed" | "failed" | "skipped";
  /** What differs, or why it was skipped. */
  readonly details: readonly string[];
}

export async function writePage(_results: readonly CaseResult[]): Promise<void> {}
