import { invariant } from "../invariant.ts";

/** How deep a document of ours may nest; a cycle runs into it too. */
export const writtenDepth = 200;

/** Whether a value is an object that holds nothing but its own members: no `Date`, no `Map`, no instance of a class. */
export function isPlainObject(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/**
 * Makes sure that a value is JSON data: null, booleans, finite numbers, text of whole Unicode characters, lists and plain objects.
 *
 * Members of objects may be `undefined`, which writers leave out. A list may not hold it: leaving it out would move the others.
 */
export function requirePlainData(value: unknown, depth = 0): void {
  invariant(depth <= writtenDepth, `a document nests at most ${writtenDepth} deep and never holds itself`);
  if (value === null || typeof value === "boolean") return;
  if (typeof value === "string") {
    invariant(value.isWellFormed(), "text to be written holds no half of a surrogate pair");
  } else if (typeof value === "number") {
    invariant(Number.isFinite(value), `numbers to be written are finite, not ${value}`);
  } else {
    invariant(typeof value === "object", `only JSON data is written, no ${typeof value}`);
    if (Array.isArray(value)) {
      // Not for…of over entries: a hole in the list must be seen as `undefined`.
      for (let index = 0; index < value.length; index += 1) requirePlainData(value[index], depth + 1);
      return;
    }
    invariant(isPlainObject(value), "only plain objects are written");
    for (const key of Object.keys(value)) {
      invariant(key.isWellFormed(), "a key to be written holds no half of a surrogate pair");
      if (value[key] !== undefined) requirePlainData(value[key], depth + 1);
    }
  }
}
