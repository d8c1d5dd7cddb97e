import type { Anchor, Diagnostic, Severity } from "../diagnostics/diagnostic.ts";
import { list, suggest } from "../diagnostics/suggest.ts";
import type { Settleable } from "./finding.ts";
import { isLaw } from "./is-law.ts";
import { severityNotAllowed, severityUnknownCode } from "./remarks.ts";

/** Severities by code, as the config gives them. */
type Overrides = Readonly<Record<string, Severity | "off">>;

export interface OverrideOptions {
  readonly overrides: Overrides;
  /** The place of a code in the config. */
  readonly at?: (code: string) => Anchor;
  /** All codes that there are, to find misspelt ones. */
  readonly known?: ReadonlySet<string>;
}

/** The findings with the severities of the config; those that are off are left out, those that no config can change stay as they are. */
export function overrideSeverities<F extends Settleable>(
  findings: readonly F[],
  { overrides, at, known }: OverrideOptions,
): { readonly findings: readonly F[]; readonly remarks: readonly Diagnostic[] } {
  const remarks = new Map<string, Diagnostic>();
  const place = (code: string) => at?.(code) ?? null;
  for (const code of Object.keys(overrides)) {
    if (known === undefined || known.has(code)) continue;
    const near = suggest(code, known);
    remarks.set(
      code,
      severityUnknownCode.at(place(code), { code }, near.length === 0 ? {} : { help: `Did you mean ${list(near, "or")}?` }),
    );
  }
  const kept = findings.flatMap((finding): readonly F[] => {
    const { code, severity } = finding;
    const wanted = Object.hasOwn(overrides, code) ? overrides[code] : undefined;
    if (wanted === undefined || wanted === severity) return [finding];
    if (!isLaw(code, severity)) return wanted === "off" ? [] : [{ ...finding, severity: wanted }];
    remarks.set(code, severityNotAllowed.at(place(code), { code, wanted }));
    return [finding];
  });
  return { findings: kept, remarks: [...remarks.values()] };
}
