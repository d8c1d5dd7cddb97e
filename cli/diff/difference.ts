import type { DefinitionChange } from "../../compiler/diff/diff-programs.ts";

/** What `diff` found; the formats only show it. */
export interface Difference {
  readonly base: string;
  readonly changes: readonly DefinitionChange[];
  readonly gpus: readonly GpuChange[];
  readonly files: readonly ChangedFile[];
  /** Errors of the present definitions; where there are some, the difference lacks what they hide. */
  readonly incomplete: number;
}

export interface GpuChange {
  readonly definition: string;
  readonly environments: readonly string[];
  /** GPUs that the steps ask for. */
  readonly gpus: Side<number>;
  /** GPU hours a month at most; null where there is no bound. */
  readonly hoursPerMonth: Side<number | null>;
  /** Why a side has no bound. */
  readonly unbounded: readonly string[];
}

interface Side<T> {
  readonly from: T;
  readonly to: T;
}

export interface ChangedFile {
  readonly path: string;
  readonly action: "create" | "update" | "delete";
  readonly added: number;
  readonly removed: number;
  /** Lines of a unified difference, without file headers. */
  readonly lines: readonly string[];
  /** Lines that were left out. */
  readonly more: number;
}
