import type { Artifact } from "./artifact.ts";

/** What a target made of one flow. */
export interface Product {
  readonly artifacts: readonly Artifact[];
  /** Plain data for the target's files about all flows together. */
  readonly part: unknown;
}
