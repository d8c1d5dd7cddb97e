import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";

/** Errors that count: a finding that is silenced, with its reason, is shown where a format has a place for it and decides nothing. */
export function activeErrors(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity, suppression }) => severity === "error" && suppression === undefined);
}

/** Warnings that count. */
export function activeWarnings(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity, suppression }) => severity === "warning" && suppression === undefined);
}
