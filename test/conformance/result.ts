/** What came of one check. `detail` says what was wrong, or why it was skipped. */
export interface Result {
  readonly title: string;
  readonly outcome: "passed" | "failed" | "skipped";
  readonly detail?: string;
}

export function count(results: readonly Result[], outcome: Result["outcome"]): number {
  return results.filter((each) => each.outcome === outcome).length;
}

/** A section for people: what failed, each by itself, and what was skipped, grouped by the reason. */
export function describe(heading: string, results: readonly Result[]): string {
  const lines = [
    `${heading}: ${count(results, "passed")} passed, ${count(results, "failed")} failed, ${count(results, "skipped")} skipped`,
  ];
  for (const each of results) if (each.outcome === "failed") lines.push(`  FAILED ${each.title}: ${each.detail ?? ""}`);
  const skipped = Map.groupBy(
    results.filter((each) => each.outcome === "skipped"),
    (each) => each.detail ?? "",
  );
  for (const [reason, members] of skipped) lines.push(`  skipped ${members.length}: ${reason}`);
  return lines.join("\n");
}
