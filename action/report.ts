/** What a check found: the document that the check writes, and that the comment of another workflow is made of */
import type { Consequence } from "../compiler/diff/consequence.ts";

export interface Report {
  /** The pull request that the check believes in; only a hint to whoever reads the report. */
  readonly pullRequest: number | null;
  readonly errors: number;
  readonly warnings: number;
  /** Errors first; not all of them where there are very many. */
  readonly findings: readonly Finding[];
  readonly stale: readonly StaleFile[];
  readonly difference: ReportedDifference;
}

export interface Finding {
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly message: string;
  readonly why: string | null;
  readonly help: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

export interface StaleFile {
  readonly path: string;
  readonly action: "create" | "update" | "delete";
}

/** Unknown is not the same as none: the reason is shown. */
export type ReportedDifference =
  | { readonly known: false; readonly reason: string }
  | {
      readonly known: true;
      readonly base: string;
      /** Whether the definitions have no errors that hide a part. */
      readonly complete: boolean;
      readonly changes: readonly ReportedChange[];
      readonly gpus: readonly ReportedGpus[];
      readonly files: readonly ReportedFile[];
    };

export interface ReportedChange {
  readonly definition: string;
  readonly subject: string;
  readonly said: string;
  readonly targets: readonly string[];
  readonly environments: readonly string[];
  readonly consequence: Consequence;
}

export interface ReportedGpus {
  readonly definition: string;
  readonly environments: readonly string[];
  readonly gpus: { readonly from: number; readonly to: number };
  readonly hoursPerMonth: { readonly from: number | null; readonly to: number | null };
  readonly unbounded: readonly string[];
}

export interface ReportedFile {
  readonly path: string;
  readonly action: "create" | "update" | "delete";
  readonly added: number;
  readonly removed: number;
  /** Lines of a unified difference, joined. */
  readonly diff: string;
  readonly more: number;
}

/** Whether a reviewer has anything to look at. An unknown difference counts: silence would say that nothing changed. */
export function hasNews({ errors, stale, difference }: Report): boolean {
  return errors > 0 || stale.length > 0 || !difference.known || difference.changes.length > 0 || difference.files.length > 0;
}
