/** The day of a moment in an IANA zone, as in "2026-11-24"; milliseconds since 1970 (meaning.md, rule 20). */
export function dayIn(milliseconds: number, timezone: string): string {
  // The Swedish order is that of ISO.
  return new Intl.DateTimeFormat("sv-SE", { timeZone: timezone, year: "numeric", month: "2-digit", day: "2-digit" }).format(milliseconds);
}
