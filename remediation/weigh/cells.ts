import type { FailureClass } from "../classes.ts";
import type { Cause } from "./rank-causes.ts";

/**
 * The cell of the table of confidences that a case falls into: how strong the rules' first cause is, and what the model thinks of it.
 *
 * "3/agrees", "2/doubts", "3/alone" (no model), "0/model-8" (no rule; the model's favourite has a chance of 0.8 to 0.9).
 */
export function cellOf(cause: Cause | undefined, favourite: readonly [FailureClass, number] | undefined, chanceOfCause: number): string {
  const strength = cause?.strength ?? 0;
  if (favourite === undefined) return `${strength}/alone`;
  if (cause === undefined || (strength === 1 && favourite[1] >= 0.5 && favourite[0] !== cause.class))
    return `0/model-${Math.min(9, Math.floor(favourite[1] * 10))}`;
  if (favourite[0] === cause.class) return `${strength}/${chanceOfCause >= 0.6 ? "agrees" : "leans"}`;
  return `${strength}/${favourite[1] >= 0.8 ? "objects" : "doubts"}`;
}
