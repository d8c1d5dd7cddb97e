/** A file that a target emits; `path` is relative to the output folder, with "/", and `from` names definitions as "flow:churn". */
export interface Artifact {
  readonly path: string;
  readonly text: string;
  readonly from: readonly string[];
}

/** What a build does, or would do, with one file of the output folder. */
export interface Change {
  readonly path: string;
  readonly action: "create" | "update" | "keep" | "delete";
  readonly bytes: number;
  readonly from: readonly string[];
}
