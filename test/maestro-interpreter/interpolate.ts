/** References in literal texts, as Maestro replaces them: E/eval/LiteralEvaluator.java of maestro abdbdad, rule for rule. */

const unescaped = "(?<=\\$\\$|[^$]|^)";
const variable = "\\$(?:\\{([a-zA-Z][\\-_./a-zA-Z0-9]*)\\}|([a-zA-Z][_a-zA-Z0-9]*))";
const escapedVariable = "(\\$\\{[a-zA-Z][\\-_./a-zA-Z0-9]*\\}|\\$[a-zA-Z][_a-zA-Z0-9]*)";
const reported = new RegExp(unescaped + variable, "g");
const replaced = new RegExp(`(?:${unescaped}${variable})|(?:${unescaped}\\$${escapedVariable})|(\\$\\$)`, "g");

/** Names that a text is said to refer to: Maestro looks all of them up, also those that it then does not replace. */
export function namesIn(text: string): readonly string[] {
  return [...text.matchAll(reported)].map(([, braced, bare]) => braced ?? bare ?? "");
}

/** The text with its references replaced. */
export function interpolated(text: string, meaningOf: (name: string) => string): string {
  return text.replace(replaced, (found, braced?: string, bare?: string, escaped?: string) => {
    const name = braced ?? bare;
    if (name !== undefined) return meaningOf(name);
    return escaped ?? (found === "$$" ? "$" : found);
  });
}
