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
 * What has to become of a literal so that `from` becomes `to`: the value itself, the one word that differs in it, or the number before a unit that both share
 *
 * `-Xmx${size}` holds the "4g" of "-Xmx4g", `${size}Gi` the 8 of "8Gi", as a number or as text.
 */
export function substitutions(from: Scalar, to: Scalar): readonly Substitution[] {
  const word = typeof from === "string" && typeof to === "string" ? differingWord(from, to) : undefined;
  return [{ from, to }, ...(word === undefined ? [] : [word]), ...numbers(word?.from ?? from, word?.to ?? to)];
}

const quantity = /^(\d{1,15}(?:\.\d{1,6})?)([A-Za-z]{0,3})$/;

function numbers(from: Scalar, to: Scalar): readonly Substitution[] {
  const [, oldDigits, oldUnit] = quantity.exec(String(from)) ?? [];
  const [, newDigits, newUnit] = quantity.exec(String(to)) ?? [];
  if (typeof from !== "string" || oldDigits === undefined || newDigits === undefined || oldUnit !== newUnit) return [];
  return [{ from: Number(oldDigits), to: Number(newDigits) }, ...(oldUnit === "" ? [] : [{ from: oldDigits, to: newDigits }])];
}

/** The part from the first character that differs to the last, as far as digits and letters behind a digit go; undefined where that is all of it. */
function differingWord(from: string, to: string): Substitution | undefined {
  let start = 0;
  while (start < Math.min(from.length, to.length) && from[start] === to[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(from.length, to.length) - start && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1;
  while (start > 0 && /[\d.]/.test(from[start - 1] ?? "")) start -= 1;
  while (tail > 0 && /[\dA-Za-z]/.test(from.at(-tail) ?? "")) tail -= 1;
  if (start === 0 && tail === 0) return undefined;
  const [old, present] = [from.slice(start, from.length - tail), to.slice(start, to.length - tail)];
  return quantity.test(old) && quantity.test(present) ? { from: old, to: present } : undefined;
}
