import type { Scalar } from "../proposal.ts";

/** A value that is written out in a text. Offsets count UTF-16 units. */
export interface Literal {
  readonly start: number;
  readonly end: number;
  readonly value: Scalar;
  /** How it is written, quotes included. */
  readonly written: string;
  /** The names under which it stands, outermost first: ["resources", "memory"]; in a module only the nearest. */
  readonly keys: readonly string[];
}

/** A literal as it has to be, that a literal as it is may become. */
export interface Substitution {
  readonly from: Scalar;
  readonly to: Scalar;
}

/**
 * What has to become of a literal so that `from` becomes `to`: the value itself, or the number before a unit that both share
 *
 * `${size}Gi` holds the 8 of "8Gi", as a number or as text.
 */
export function substitutions(from: Scalar, to: Scalar): readonly Substitution[] {
  const [, oldDigits, oldUnit] = quantity.exec(String(from)) ?? [];
  const [, newDigits, newUnit] = quantity.exec(String(to)) ?? [];
  const isSplit = typeof from === "string" && oldUnit === newUnit && oldUnit !== undefined && oldUnit !== "";
  return [
    { from, to },
    ...(isSplit && oldDigits !== undefined && newDigits !== undefined
      ? [
          { from: Number(oldDigits), to: Number(newDigits) },
          { from: oldDigits, to: newDigits },
        ]
      : []),
  ];
}

const quantity = /^(\d{1,15}(?:\.\d{1,6})?)([A-Za-z]{0,3})$/;
