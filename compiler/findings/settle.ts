/**
 * Which findings count: after the config's severities, the comments that silence, and the baseline
 *
 * Nothing is lost: what a comment silences is given back with its reason, what the baseline knows is given back apart.
 */
import type { Diagnostic, Suppression } from "../diagnostics/diagnostic.ts";
import { type Baseline, type BaselineEntry, fingerprint } from "./baseline.ts";
import type { Settleable } from "./finding.ts";
import { isLaw } from "./is-law.ts";
import { type OverrideOptions, overrideSeverities } from "./override-severities.ts";
import { badDate, expired, needsCode, needsReason, notAllowed, unused } from "./remarks.ts";
import { endOfDay, type SuppressionComment, suppressionComments } from "./suppression-comments.ts";

export interface SettleOptions {
  /** The texts of the files in which comments may stand. */
  readonly sources: ReadonlyMap<string, string>;
  /** Severities by code, with what is needed to speak of them. */
  readonly severities?: OverrideOptions;
  readonly baseline?: Baseline;
  /** The moment that `check` looks at the clock for; left out while building, where no comment expires. */
  readonly now?: Date;
  /** True where not everything was checked (`--select`, `--env`): then nothing is said about what was not found. */
  readonly partial?: boolean;
}

export interface Settled<F> {
  readonly shown: readonly F[];
  readonly suppressed: readonly (F & { readonly suppression: Suppression })[];
  readonly baselined: readonly F[];
  /** About the comments and the config themselves; they count like any other finding and cannot be silenced. */
  readonly remarks: readonly Diagnostic[];
  /** What the baseline knows and nobody found: it can be left out of the next one. */
  readonly mended: readonly BaselineEntry[];
}

/** Settles findings whose places are looked up. Law first: what may not be silenced is shown, whatever a comment, the config or a baseline says. */
export function settle<F extends Settleable>(found: readonly F[], options: SettleOptions): Settled<F> {
  const { sources, severities = { overrides: {} }, baseline, now, partial = false } = options;
  const laws = new Set(found.filter(({ code, severity }) => isLaw(code, severity)));
  const overridden = overrideSeverities(found, severities);
  const comments = [...sources].flatMap(([file, text]) => suppressionComments(file, text));
  const byLine = Map.groupBy(comments, ({ place, line }) => `${place.file}\n${line}`);
  const met = new Map<SuppressionComment, Map<string, Diagnostic | undefined>>();
  const open: F[] = [];
  const suppressed: (F & { readonly suppression: Suppression })[] = [];
  for (const finding of overridden.findings) {
    const { code, place } = finding;
    const about = byLine.get(`${place?.file}\n${place?.line}`)?.filter(({ codes }) => codes.includes(code)) ?? [];
    let silencing: Suppression | undefined;
    for (const comment of about) {
      const { suppression } = comment;
      const remark = laws.has(finding) ? notAllowed.at(comment.place, { code }) : expiryOf(comment, code, now);
      met.set(comment, (met.get(comment) ?? new Map<string, Diagnostic | undefined>()).set(code, remark));
      if (remark === undefined) silencing ??= suppression;
    }
    if (silencing === undefined) open.push(finding);
    else suppressed.push({ ...finding, suppression: silencing });
  }
  const { shown, baselined, mended } = withoutKnown(open, laws, baseline);
  const remarks = comments.flatMap((comment) => remarksOf(comment, met.get(comment) ?? new Map(), partial));
  return { shown, suppressed, baselined, remarks: [...overridden.remarks, ...remarks], mended: partial ? [] : mended };
}

function expiryOf({ place, suppression }: SuppressionComment, code: string, now: Date | undefined): Diagnostic | undefined {
  const { until, reason = "" } = suppression ?? {};
  const end = until === undefined ? undefined : endOfDay(until);
  if (now === undefined || until === undefined || end === undefined || now.getTime() < end) return undefined;
  return expired.at(place, { code, date: until, reason });
}

/** What is said of one comment: its own mistake first, else one remark a code. */
function remarksOf(
  { place, codes, mistake, date = "", start, end }: SuppressionComment,
  met: ReadonlyMap<string, Diagnostic | undefined>,
  partial: boolean,
): readonly Diagnostic[] {
  const all = codes.join(", ");
  if (mistake === "code") return [needsCode.at(place, {})];
  if (mistake === "reason") return [needsReason.at(place, { codes: all })];
  if (mistake === "date") return [badDate.at(place, { codes: all, date })];
  const removal = { title: "Remove the comment", safety: "safe" as const, edits: [{ file: place.file, start, end, text: "" }] };
  const named = [...new Set(codes)];
  return named.flatMap((code) => {
    if (met.has(code)) return met.get(code) ?? [];
    // The comment goes once, and only where none of its codes is met.
    const fixes = met.size === 0 && code === named[0] ? [removal] : [];
    return partial ? [] : [unused.at(place, { code }, { fixes })];
  });
}

function withoutKnown<F extends Settleable>(
  open: readonly F[],
  laws: ReadonlySet<F>,
  baseline: Baseline | undefined,
): { readonly shown: readonly F[]; readonly baselined: readonly F[]; readonly mended: readonly BaselineEntry[] } {
  const left = new Map(baseline?.findings.map((entry) => [entry.fingerprint, entry.count]));
  const shown: F[] = [];
  const baselined: F[] = [];
  for (const finding of open) {
    const key = fingerprint(finding);
    const count = left.get(key) ?? 0;
    if (count === 0 || laws.has(finding)) shown.push(finding);
    else {
      left.set(key, count - 1);
      baselined.push(finding);
    }
  }
  return { shown, baselined, mended: baseline?.findings.filter(({ fingerprint: key }) => (left.get(key) ?? 0) > 0) ?? [] };
}
