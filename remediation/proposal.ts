/** A proposal: the change of one field of one definition in one environment, as plain data. */
import type { PropertyPath } from "../compiler/diff/described.ts";
import { pathText } from "../compiler/diff/say-property.ts";
import type { FailureClass } from "./classes.ts";

/** What a literal holds. */
export type Scalar = string | number | boolean;

/** A field of the linked program, by the path that comparing programs gives it. */
export interface Field {
  /** "flow:churn". */
  readonly definition: string;
  readonly environment: string;
  /** Null where the field is the definition's own. */
  readonly step: string | null;
  /** Below the step's options, or the definition's: ["resources", "memory"]. */
  readonly path: PropertyPath;
}

export interface Proposal extends Field {
  /** What the program says now; null where it says nothing. */
  readonly from: Scalar | null;
  readonly to: Scalar;
  readonly class: FailureClass;
  /** The rule of the verdict that it follows from; null where none decided. */
  readonly rule: string | null;
  /** How `to` follows, in words: "double, at least peak × 1.2 + 100Mi". */
  readonly formula: string;
  /** The figures that went into the formula, with units in their names: { peakMemoryBytes: 8589934592 }. */
  readonly observed: { readonly [figure: string]: string | number };
  /** What `to` may not exceed, and who says so; null where nothing bounds it. */
  readonly bound: { readonly most: string; readonly because: string } | null;
  readonly safety: "safe" | "review";
  /** What the change costs a month, from the schedule; null where nothing says how often it runs. */
  readonly cost: Cost | null;
  /** Changes that go with it, each at a literal of its own, because the field alone would be wrong: a container that holds a larger heap. */
  readonly alongside: readonly Companion[];
  /** Derived fields that may move with it. */
  readonly also: readonly Field[];
}

/** A second field that changes in the same pull request. */
export interface Companion extends Field {
  readonly from: Scalar | null;
  readonly to: Scalar;
  /** Why it has to move, and how `to` follows. */
  readonly formula: string;
}

/** What a change adds (or, negative, saves) each month. */
export interface Cost {
  readonly unit: "GPU-hours" | "GiB-hours" | "CPU-hours";
  readonly perMonth: number;
  /** How that follows: "8 GiB more for 0.5 h, 30 times a month". */
  readonly because: string;
}

/** The path of a field below its definition: "steps.fit.resources.memory". */
export function fieldPath({ step, path }: Field): string {
  return pathText(step === null ? path : ["steps", step, ...path]);
}

/** A field in words: `"steps.fit.resources.memory" of "flow:churn" in "prod"`. */
export function sayField(definition: string, path: string, environment: string): string {
  return `"${path}" of "${definition}" in "${environment}"`;
}
