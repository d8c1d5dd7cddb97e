/**
 * A small analysis of a regular expression's repetitions, stricter than need be
 *
 * Allowed are repetitions with a bound, nested at most so deep that the product of their bounds is small, and one repetition without a bound, of a single
 * character, as the last thing in the expression. Whatever is allowed takes at most a constant number of steps for each character.
 */

/** What one character of a text can cost. */
const mostSteps = 20_000;

/** What is wrong with the repetitions of an expression; undefined where nothing is. */
export function repetitionProblem(source: string): string | undefined {
  const bounds: number[][] = [[]];
  let nested = 1;
  for (let at = 0; at < source.length; ) {
    const atom = /^(?:\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]))?|[^\\])/s.exec(source.slice(at))?.[0] ?? source[at] ?? "";
    at += atom.length;
    if (atom.startsWith("(") && !atom.startsWith("[")) {
      bounds.push([]);
      continue;
    }
    const inner = atom === ")" ? Math.max(1, ...(bounds.pop() ?? [])) : 1;
    const repetition = /^(?:[*+]|\{\d*,?\d*\})\??/.exec(source.slice(at))?.[0] ?? "";
    at += repetition.length;
    if (repetition === "") {
      bounds.at(-1)?.push(inner);
      continue;
    }
    const bound = boundOf(repetition);
    if (bound === Number.POSITIVE_INFINITY && (inner > 1 || atom === ")" || bounds.length > 1 || at < source.length))
      return `"${atom}${repetition}" has no bound`;
    const own = bound === Number.POSITIVE_INFINITY ? 1 : inner * bound;
    nested = Math.max(nested, own);
    bounds.at(-1)?.push(own);
  }
  return nested > mostSteps ? `repetitions multiply to ${nested}` : undefined;
}

function boundOf(repetition: string): number {
  const [, low, comma, high] = /^\{(\d*)(,?)(\d*)\}/.exec(repetition) ?? [];
  if (low === undefined) return Number.POSITIVE_INFINITY;
  return comma === "" ? Number(low) : high === "" || high === undefined ? Number.POSITIVE_INFINITY : Number(high);
}
