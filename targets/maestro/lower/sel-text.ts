/** Text of SEL, Maestro's expression language: netflix-sel/src/main/grammar/sel.jjt. */

/** A text literal. A backslash is always written twice, so that none begins one of the unicode escapes that SEL reads before anything else. */
export function quoted(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return `'${escaped}'`;
}

/** Words that are no names in SEL: those of Java, and the objects that every expression knows. */
export const selWords: ReadonlySet<string> = new Set(
  (
    "abstract boolean break byte case catch char class const continue default do double else extends false final finally float for goto if implements import " +
    "instanceof int interface long native new null package private protected public return short static super switch synchronized this throw throws transient true " +
    "try void volatile while Integer Long Float Double Boolean String Map HashMap LinkedHashMap DateTime DateTimeZone DateTimeFormatter DateTimeFormat Property Days " +
    "UUID DateTimeConstants System Arrays Math Util params"
  ).split(" "),
);

/** What gives a parameter of the workflow, or of a step itself. */
export function parameter(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !selWords.has(name) ? name : `params.get(${quoted(name)})`;
}

/** What gives a parameter of a step that has ended, in the same workflow; it is looked up only when it is needed, unlike `step__param`. */
export function ofStep(step: string, param: string): string {
  return `params.getFromStep(${quoted(step)}, ${quoted(param)})`;
}
