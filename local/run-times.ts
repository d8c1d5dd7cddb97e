/** Moments of a run in text: RFC 3339 in UTC, whole seconds (meaning.md, rule 20). */
export function momentOf(milliseconds: number): string {
  return new Date(Math.floor(milliseconds / 1000) * 1000).toISOString().replace(".000Z", "Z");
}
