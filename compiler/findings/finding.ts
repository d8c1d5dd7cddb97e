import type { Place, Severity } from "../diagnostics/diagnostic.ts";

/** What settling needs to know of a finding whose place is looked up. */
export interface Settleable {
  readonly code: string;
  readonly severity: Severity;
  /** Undefined where it is about no file. */
  readonly place: Place | undefined;
  /** Where in the definitions it stands, without lines: "churn/fit resources.gpu.count". */
  readonly subject: string;
}
