import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { subjectsOf } from "../diagnostics/located-diagnostic.ts";
import type { Configuration } from "../validate/validate-platform.ts";
import { type Baseline, writeBaseline } from "./baseline.ts";
import { settle } from "./settle.ts";

export interface SettleInput {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
  readonly configuration: Configuration | undefined;
  /** All codes that there are. */
  readonly codes: ReadonlySet<string>;
  readonly baseline?: Baseline;
  readonly now?: Date;
  readonly partial: boolean;
}

export interface SettledDiagnostics {
  /** Those that count, and those that a comment silences, with its reason. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many the baseline knows, and how many of the baseline nobody found. */
  readonly baselined: number;
  readonly mended: number;
  /** A baseline that knows all that counts. */
  readonly newBaseline: () => string;
}

/** Settles diagnostics: severities of the config, comments that silence, the baseline. */
export function settleDiagnostics({ diagnostics, sources, configuration, codes, baseline, now, partial }: SettleInput): SettledDiagnostics {
  const places = subjectsOf(diagnostics, sources);
  const found = diagnostics.map((diagnostic, index) => ({
    code: diagnostic.code,
    severity: diagnostic.severity,
    place: places[index]?.place,
    subject: places[index]?.subject ?? "",
    diagnostic,
  }));
  const { rules = {}, calls = [] } = configuration ?? {};
  const settled = settle(found, {
    sources,
    severities: { overrides: rules, known: codes, at: (code) => ({ calls, path: [0, "rules", code] }) },
    partial,
    ...(baseline !== undefined && { baseline }),
    ...(now !== undefined && { now }),
  });
  return {
    diagnostics: [
      ...settled.shown.map(({ diagnostic, severity }) => ({ ...diagnostic, severity })),
      ...settled.suppressed.map(({ diagnostic, severity, suppression }) => ({ ...diagnostic, severity, suppression })),
      ...settled.remarks,
    ],
    baselined: settled.baselined.length,
    mended: settled.mended.length,
    newBaseline: () => writeBaseline(settled.shown),
  };
}
