/** Moments of a run in text: RFC 3339 in UTC, whole seconds, and the day of one in a zone (meaning.md, rule 20). */
export function momentOf(milliseconds: number): string {
  return new Date(Math.floor(milliseconds / 1000) * 1000).toISOString().replace(".000Z", "Z");
}

/** The day, in an IANA zone. */
export function dayIn(milliseconds: number, timezone: string): string {
  // The Swedish order is that of ISO.
  return new Intl.DateTimeFormat("sv-SE", { timeZone: timezone, year: "numeric", month: "2-digit", day: "2-digit" }).format(milliseconds);
}
