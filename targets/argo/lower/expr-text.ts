/** Text of expr-lang, the expression language inside `{{=…}}`, `expression:` and `fromExpression:`. */

/**
 * A text as a literal of an expression
 *
 * Single quotes, because the expression stands inside a JSON text and Argo rewrites what it cannot resolve yet: double quotes would gain backslashes each time.
 * Braces are kept apart, because Argo looks for `{{` and `}}` before it reads the expression.
 */
export function quoted(text: string): string {
  const pieces = text
    .replaceAll("{{", "{\u0000{")
    .replaceAll("{{", "{\u0000{")
    .replaceAll("}}", "}\u0000}")
    .replaceAll("}}", "}\u0000}")
    .split("\u0000")
    .map((piece) => `'${[...piece].map(escaped).join("")}'`);
  return pieces.length === 1 ? pieces.join("") : `(${pieces.join(" + ")})`;
}

/** Control characters that JSON leaves as they are, and that a cluster loses or refuses where it reads JSON as YAML, as server-side apply does. */
export const lostByApply = /[\u007f-\u009f]/;

/** A text that is known now, where Argo looks for tags: as it is, or as a tag of its own. */
export function verbatim(text: string): string {
  return lostByApply.test(text) ? `{{=${quoted(text)}}}` : text;
}

function escaped(character: string): string {
  if (character === "'" || character === "\\") return `\\${character}`;
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && (code < 0x7f || code > 0x9f) && code !== 0x2028 && code !== 0x2029) return character;
  return `\\u${code.toString(16).padStart(4, "0")}`;
}

/**
 * Names that are not written behind a dot, and that no task has, because `depends` is an expression too
 *
 * Argo leaves an expression as it is for as long as the words `item` or `retries` stand in it, whatever they belong to; the others are words of the language.
 *
 * Source: github.com/argoproj/argo-workflows v4.0.5, util/template/expression_template.go; github.com/expr-lang/expr v1.17
 */
export const expressionWords: readonly string[] = [
  ...["item", "retries", "lastRetry"],
  ...["and", "or", "not", "in", "matches", "contains", "startsWith", "endsWith", "let", "if", "else", "nil", "true", "false"],
];

/** A variable by its path: `inputs.parameters.rows`, `tasks['per-shard'].outputs.parameters.rows`. */
export function variable(path: readonly string[]): string {
  const [first = "", ...rest] = path;
  return (
    first +
    rest
      .map((name) => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !expressionWords.includes(name) ? `.${name}` : `[${quoted(name)}]`))
      .join("")
  );
}
