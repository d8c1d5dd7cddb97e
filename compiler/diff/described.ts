/**
 * A definition as a tree of properties that can be compared
 *
 * Leaves hold a value to compare and the words that show it. Positions of nodes are replaced by names, so that a step that moved is still the same step.
 */
import type { Json } from "../../schema/record.ts";

export type Described =
  | { readonly is: "leaf"; readonly value: Json; readonly words: string }
  | { readonly is: "record"; readonly members: ReadonlyMap<string, Described> }
  | { readonly is: "list"; readonly items: readonly Described[] };

export type PropertyPath = readonly (string | number)[];

export interface PropertyChange {
  readonly path: PropertyPath;
  readonly from: Described | undefined;
  readonly to: Described | undefined;
  /** The members of both sides are the same, named in another order. */
  readonly reordered?: true;
}

export function leaf(value: Json, words: string = sayJson(value)): Described {
  return { is: "leaf", value, words };
}

/** A record of the members that are there. */
export function record(members: { readonly [name: string]: Described | undefined }): Described {
  return {
    is: "record",
    members: new Map(Object.entries(members).flatMap(([name, member]) => (member === undefined ? [] : [[name, member]]))),
  };
}

export function items(list: readonly Described[]): Described {
  return { is: "list", items: list };
}

/** Plain data as a tree; undefined members are left out. */
export function describeJson(value: unknown): Described {
  if (Array.isArray(value)) return items(value.map(describeJson));
  if (typeof value !== "object" || value === null) return leaf((value ?? null) as Json);
  return record(
    Object.fromEntries(Object.entries(value).map(([name, member]) => [name, member === undefined ? undefined : describeJson(member)])),
  );
}

/** The same, or nothing where there is nothing to describe: absent, or an empty list or object. */
export function describePresent(value: unknown): Described | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "object" && value !== null && Object.keys(value).length === 0) return undefined;
  return describeJson(value);
}

/** The data behind a tree. */
export function dataOf(described: Described | undefined): Json {
  if (described === undefined) return null;
  if (described.is === "leaf") return described.value;
  if (described.is === "list") return described.items.map(dataOf);
  return Object.fromEntries([...described.members].map(([name, member]) => [name, dataOf(member)]));
}

/** A tree in words: `limit 3, on infrastructure`. */
export function wordsOf(described: Described | undefined): string {
  if (described === undefined) return "none";
  if (described.is === "leaf") return described.words;
  if (described.is === "list") return `[${described.items.map(wordsOf).join(", ")}]`;
  return [...described.members]
    .map(([name, member]) => `${name} ${member.is === "record" ? `(${wordsOf(member)})` : wordsOf(member)}`)
    .join(", ");
}

/** Every property that differs, outermost where it is only on one side, innermost where both sides have it. */
export function* changes(from: Described | undefined, to: Described | undefined, path: PropertyPath = []): Iterable<PropertyChange> {
  if (from === undefined || to === undefined || from.is !== to.is) {
    if (from !== to) yield { path, from, to };
  } else if (from.is === "record" && to.is === "record") {
    for (const name of new Set([...from.members.keys(), ...to.members.keys()]))
      yield* changes(from.members.get(name), to.members.get(name), [...path, name]);
    yield* orderChanges(from, to, path);
  } else if (from.is === "list" && to.is === "list") yield* listChanges(from, to, path);
  else if (!same(from, to)) yield { path, from, to };
}

/** The order of what the user named, of that what both sides have. Steps have their own way to tell theirs, and the options of a definition have none. */
function* orderChanges(
  from: Extract<Described, { is: "record" }>,
  to: Extract<Described, { is: "record" }>,
  path: PropertyPath,
): Iterable<PropertyChange> {
  const [left, right] = [from, to].map(({ members }) =>
    [...members.keys()].filter((name) => from.members.has(name) && to.members.has(name)),
  );
  if (left === undefined || right === undefined || path.length === 0 || (path[0] === "steps" && path.length <= 2)) return;
  if (left.join("\n") !== right.join("\n"))
    yield { path, from: leaf(left, left.join(", ")), to: leaf(right, right.join(", ")), reordered: true };
}

/** Lists of one length are compared place by place, unless most places differ; others as a whole. */
function* listChanges(
  from: Extract<Described, { is: "list" }>,
  to: Extract<Described, { is: "list" }>,
  path: PropertyPath,
): Iterable<PropertyChange> {
  const differing = to.items.filter((item, index) => !same(item, from.items[index])).length;
  if (from.items.length === to.items.length && (differing <= 3 || to.items.some(({ is }) => is !== "leaf")))
    for (const [index, item] of to.items.entries()) yield* changes(from.items[index], item, [...path, index]);
  else if (from.items.length !== to.items.length || differing > 0) yield { path, from, to };
}

function same(one: Described | undefined, other: Described | undefined): boolean {
  return JSON.stringify(dataOf(one)) === JSON.stringify(dataOf(other));
}

/** JSON text with the members of objects in order of name. */
export function stableText(value: Json): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)))
      : member,
  );
}

function sayJson(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
