import type { LocatedDiagnostic } from "../../compiler/diagnostics/located-diagnostic.ts";

/** A finding of which a test says only what it is about. */
export function finding(said: Partial<LocatedDiagnostic> = {}): LocatedDiagnostic {
  return {
    code: "check/some",
    severity: "error",
    message: "Something is wrong.",
    place: undefined,
    related: [],
    fixes: [],
    subject: "",
    ...said,
  };
}
