import type { FailureClass } from "./classes.ts";

/** The change of one field of what the platform was asked for. */
export interface Remedy {
  /** In a platform engineer's words: "resources.memory", "spark.driver.maxResultSize". */
  readonly field: string;
  /** What it is now, and what it should be. Null where only a workload's own text speaks: sizes come from definitions and measurements. */
  readonly from: string | null;
  readonly to: string | null;
  /** How `to` follows from `from`: "double, at least peak × 1.2 + 100Mi". */
  readonly rule: string;
}

/** A line that a verdict rests on, redacted and made harmless. */
export interface EvidenceLine {
  /** From 1; null where it is of no text. */
  readonly line: number | null;
  readonly text: string;
}

export type Action = "propose" | "report" | "abstain" | "none";

/** What went wrong with one input, and what is to be done about it. */
export interface Verdict {
  readonly input: string;
  readonly class: FailureClass;
  /** How often a verdict that says so is right, 0 to 1. */
  readonly confidence: number;
  /** propose: a change of the definition may help. report: tell somebody. abstain: not understood. none: nothing failed. */
  readonly action: Action;
  readonly remedy: Remedy | null;
  /** "safe" where the platform's own status or events decided; "review" where a person has to look. */
  readonly safety: "safe" | "review";
  readonly evidence: readonly EvidenceLine[];
  /** The rule that decided, "mem.cuda_oom/allocation"; null where none did. */
  readonly rule: string | null;
  /** The version of the model that was asked; null where it is not installed. */
  readonly model: string | null;
  /** What the verdict is about, where the input names it: "pod/ml/train-0". */
  readonly subject: string | null;
  /** The definition that it came from, as far as annotations say. */
  readonly origin: { readonly flow: string | null; readonly step: string | null; readonly source: string | null };
}
