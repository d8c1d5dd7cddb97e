import type { FailureClass } from "../classes.ts";

/** How much a hit says: 3 names the cause, 2 is typical of it, 1 is a hint that counts where nothing else is said. */
export type Strength = 1 | 2 | 3;

/**
 * What in a line of a log tells of a class.
 *
 * Patterns are plain text in lower case, without quotes and with single spaces, as `normalise` leaves a line; `*` stands for any text in between.
 * Nothing else is special, so that a match takes time linear in the line.
 */
export interface TextRule {
  /** "mem.cuda_oom/allocation". */
  readonly id: string;
  readonly class: FailureClass;
  readonly strength: Strength;
  readonly says: readonly string[];
  /** Not where the line also holds one of these. */
  readonly unless: readonly string[];
  /** Only where some line of the log holds one of these. */
  readonly along: readonly string[];
  /** Not where some line of the log holds one of these. */
  readonly notAlong: readonly string[];
}

interface RuleText {
  readonly strength: Strength;
  readonly says: readonly string[];
  readonly unless?: readonly string[];
  readonly along?: readonly string[];
  readonly notAlong?: readonly string[];
}

/** The rules of a class, by name. */
export function rulesOf(name: FailureClass, rules: { readonly [rule: string]: RuleText }): readonly TextRule[] {
  return Object.entries(rules).map(([rule, { strength, says, unless = [], along = [], notAlong = [] }]) => ({
    id: `${name}/${rule}`,
    class: name,
    strength,
    says,
    unless,
    along,
    notAlong,
  }));
}
