/**
 * Text that holds references
 *
 * A reference in a template literal becomes a token. Tokens are made to break: any change of case, cut, split, escape or encoding leaves a text in which the
 * mark is found but no whole token is, and that is a mistake at that place, never a silent constant (meaning.md, rule 5).
 */
import { type Book, currentBook } from "../recording/recording.ts";
import type { Expression } from "./expression.ts";
import { ownExpression } from "./expression-of.ts";

// The mark has letters of both cases, so that case changes show; the body holds what people split at and what JSON, URLs and shells escape.
const mark = "mwRef";
const whole = /\u0001mwRef (\d+) "'\\\/-,.:;=_\|\n\u0002/g;
const trace = /mwref \d|\u0001|\u0002|%01mwref/i;

const expressions: { readonly expression: Expression; readonly book: Book | undefined }[] = [];

/** The text that stands for a reference until the text is recorded. */
export function token(expression: Expression): string {
  return `\u0001${mark} ${expressions.push({ expression, book: currentBook() }) - 1} "'\\/-,.:;=_|\n\u0002`;
}

/** Whether a text holds a reference, whole or not. */
export function holdsReference(text: string): boolean {
  return trace.test(text);
}

/** The parts of a text that holds references, or "altered" where one of them is no longer whole. */
export function splitAtTokens(text: string, path: readonly (string | number)[]): readonly (string | Expression)[] | "altered" {
  const parts: (string | Expression)[] = [];
  let end = 0;
  for (const match of text.matchAll(whole)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    const found = expressions[Number(match[1])];
    if (found === undefined) return "altered";
    parts.push(ownExpression(found.expression, found.book, path));
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts.some((part) => typeof part === "string" && trace.test(part)) ? "altered" : parts;
}
