import { pathText } from "../../compiler/diff/say-property.ts";
import { parseMemory } from "../../schema/words/quantities.ts";
import type { Change } from "./remedy.ts";

/** As much as the bound allows; in a sentence why not, where that is no raise. */
export function withinBound(change: Change): Change | string {
  const { from, to, bound, path } = change;
  const [most, wanted, now] = [bound?.most, to, from].map((value) => (typeof value === "string" ? parseMemory(value) : undefined));
  if (bound === null || most === undefined || wanted === undefined || wanted <= most) return change;
  if (now !== undefined && now >= most)
    return `"${pathText(path)}" is "${from}" already, and at most "${bound.most}" fits: ${bound.because}.`;
  return { ...change, to: bound.most };
}

/** A value that was changed after the run may have been mended already: then a sentence that says so. */
export function movedOn(
  field: string,
  now: string,
  then: string | undefined,
  amount: (text: string) => number | undefined = parseMemory,
): string | undefined {
  if (then === undefined || amount(then) === undefined || amount(then) === amount(now)) return undefined;
  return `The run had "${then}" for "${field}", and the definition says "${now}" by now: run it again first.`;
}
