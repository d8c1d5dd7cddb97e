/**
 * Data of others, read member by member
 *
 * The Action runs from a checkout, where no package is installed, so this does without one. A reader gives the value as its type says, cut to a bound, or throws with the place.
 */

export type Reader<T> = (value: unknown, place: string) => T;

export class ShapeError extends Error {}

function mismatch(place: string, expected: string): ShapeError {
  return new ShapeError(`"${place}" is not ${expected}`);
}

/** A text; what is longer than `most` is cut. */
export function text(most = 2_000): Reader<string> {
  return (value, place) => {
    if (typeof value !== "string") throw mismatch(place, "a text");
    return value.length > most ? `${value.slice(0, most)}…` : value;
  };
}

/** A finite number that is not negative. */
export function amount(value: unknown, place: string): number {
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) throw mismatch(place, "a number");
  return value;
}

export function truth(value: unknown, place: string): boolean {
  if (typeof value !== "boolean") throw mismatch(place, "true or false");
  return value;
}

/** One of the texts. */
export function oneOf<const V extends string>(values: readonly V[]): Reader<V> {
  return (value, place) => {
    const found = values.find((known) => known === value);
    if (found === undefined) throw mismatch(place, `one of ${values.join(", ")}`);
    return found;
  };
}

/** Null, or what `reader` reads. */
export function orNull<T>(reader: Reader<T>): Reader<T | null> {
  return (value, place) => (value === null || value === undefined ? null : reader(value, place));
}

/** A list; entries after the first `most` are left out. */
export function list<T>(reader: Reader<T>, most = 2_000): Reader<readonly T[]> {
  return (value, place) => {
    if (!Array.isArray(value)) throw mismatch(place, "a list");
    return (value as readonly unknown[]).slice(0, most).map((entry, index) => reader(entry, `${place}[${index}]`));
  };
}

/** An object with these members; others are left out. */
export function object<T extends Readonly<Record<string, unknown>>>(members: { readonly [K in keyof T]: Reader<T[K]> }): Reader<T> {
  return (value, place) => {
    if (typeof value !== "object" || value === null) throw mismatch(place, "an object");
    const read = Object.keys(members).map((name) => {
      const found = Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
      return [name, members[name as keyof T](found, place === "" ? name : `${place}.${name}`)];
    });
    return Object.fromEntries(read) as T;
  };
}
