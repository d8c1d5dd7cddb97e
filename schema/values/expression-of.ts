/** How a reference carries its expression and its type, hidden from the user's code. */
import type { Problem } from "../record.ts";
import { type Book, currentBook, problem } from "../recording/recording.ts";
import type { Expression } from "./expression.ts";
import type { ValueType } from "./value-type.ts";

export const EXPRESSION: unique symbol = Symbol("expression");
export const TYPE: unique symbol = Symbol("type");
/** What messages call a reference. */
export const SAID: unique symbol = Symbol("said");
/** The definition in which a reference was made. */
export const BOOK: unique symbol = Symbol("book");

/** The expression of a reference, or undefined for any other value. */
export function expressionOf(value: unknown): Expression | undefined {
  return isObject(value) ? (value as { readonly [EXPRESSION]?: Expression })[EXPRESSION] : undefined;
}

/**
 * The expression of a reference that is being put into the definition at hand, or undefined for any other value
 *
 * A reference that was made in another definition means nothing here: load/foreign-reference.
 */
export function usedExpression(value: unknown, path?: Problem["path"]): Expression | undefined {
  const expression = expressionOf(value);
  return expression === undefined ? undefined : ownExpression(expression, (value as { readonly [BOOK]?: Book })[BOOK], path);
}

/** The expression itself, or an unknown one where `book` is another definition's. */
export function ownExpression(expression: Expression, book: Book | undefined, path?: Problem["path"]): Expression {
  if (book === currentBook() || book === undefined) return expression;
  problem("load/foreign-reference", {}, path === undefined ? {} : { path });
  return { op: "unknown" };
}

/** What messages call a reference, or a text that holds one; undefined for any other value. */
export function saidOf(value: unknown): string | undefined {
  return isObject(value) ? (value as { readonly [SAID]?: string })[SAID] : undefined;
}

/** The type of a reference, or undefined for any other value. */
export function typeOf(value: unknown): ValueType | undefined {
  return isObject(value) ? (value as { readonly [TYPE]?: ValueType })[TYPE] : undefined;
}

/** Whether recorded data is an expression. */
export function isExpression(value: unknown): value is Expression {
  return typeof value === "object" && value !== null && "op" in value && typeof value.op === "string";
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
