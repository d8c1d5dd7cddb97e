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

function escaped(character: string): string {
  if (character === "'" || character === "\\") return `\\${character}`;
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code !== 0x7f && code !== 0x2028 && code !== 0x2029) return character;
  return `\\u${code.toString(16).padStart(4, "0")}`;
}

/**
 * A variable by its path: `inputs.parameters.rows`, `tasks['per-shard'].outputs.parameters.rows`
 *
 * A parameter called "item" or "retries" stands in quotes: Argo leaves an expression as it is, braces and all, where such a word is in it and has no value yet,
 * whatever stands before it (seen on 4.0.5).
 */
export function variable(path: readonly string[]): string {
  const [first = "", ...rest] = path;
  return first + rest.map((name) => (isPlainName(name) ? `.${name}` : `[${quoted(name)}]`)).join("");
}

function isPlainName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && name !== "item" && name !== "retries";
}
