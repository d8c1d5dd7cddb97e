const single = new Set(
  (
    "UTC GMT EST MST HST EST5EDT CST6CDT MST7MDT PST8PDT CET MET EET WET Cuba Egypt Eire GB GB-Eire Greenwich Hongkong Iceland Iran Israel Jamaica Japan Kwajalein " +
    "Libya NZ NZ-CHAT Navajo PRC Poland Portugal ROC ROK Singapore Turkey UCT Universal W-SU Zulu"
  ).split(" "),
);

/**
 * Whether the name is one of the IANA time zone database, in its own case
 *
 * Engines look the name up as a file, so case counts. `Intl` knows the zones but takes any case, names of its own (`PST`, `ACT`) and offsets, so these are
 * left out.
 *
 * Source: tzdata 2026a, files `backward` and `zone1970.tab`; ECMA-402 §6.5
 */
export function isTimeZone(name: string): boolean {
  if (single.has(name)) return true;
  const parts = name.split("/");
  if (parts.length < 2 || parts.length > 3 || parts[0] === "SystemV" || !parts.every(isPart)) return false;
  const canonical = canonicalName(name);
  return canonical !== undefined && (canonical === name || canonical.toLowerCase() !== name.toLowerCase());
}

function isPart(part: string): boolean {
  return /^[A-Z][A-Za-z0-9_+-]{0,40}$/.test(part) && (part.length <= 3 || part !== part.toUpperCase() || /[0-9]/.test(part));
}

function canonicalName(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** The names to suggest for one that is unknown. */
export function timeZones(): readonly string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone")];
}
