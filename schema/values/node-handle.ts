/** What a step, a loop or a branch is behind the value that its word gave back. */
import type { Book } from "../recording/recording.ts";

/** `settled`: a branch without `otherwise`, where "not taken" counts as done. */
export interface AfterRecord {
  readonly node: number;
  readonly done: "succeeded" | "settled";
}

export interface NodeHandle extends AfterRecord {
  readonly book: Book | undefined;
  /** As messages name it: `step "fit"`. */
  readonly said: string;
}

/** Under this key it is hidden. */
export const NODE: unique symbol = Symbol("node");

/** The handle of a value that can be waited for, or undefined for any other. */
export function nodeHandle(value: unknown): NodeHandle | undefined {
  return typeof value === "object" && value !== null ? (value as { readonly [NODE]?: NodeHandle })[NODE] : undefined;
}
