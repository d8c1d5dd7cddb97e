/** What differs between the data on a server and the data wanted there, in words. */
import { plainDecimal } from "../schema/values/plain-decimal.ts";

export interface Difference {
  /** As in "workflow.steps.fit.timeout". */
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Every place that differs; members of a list that have an id are compared by it. */
export function differences(from: unknown, to: unknown, path = ""): readonly Difference[] {
  if (isList(from) && isList(to)) {
    const [byIdFrom, byIdTo] = [byId(from), byId(to)];
    if (byIdFrom !== undefined && byIdTo !== undefined) {
      const found = differences(byIdFrom, byIdTo, path);
      const [before, after] = [Object.keys(byIdFrom).join(", "), Object.keys(byIdTo).join(", ")];
      return found.length === 0 && before !== after ? [{ path: `${path} (order)`, from: before, to: after }] : found;
    }
    if (from.length === to.length) return to.flatMap((member, index) => differences(from[index], member, `${path}[${index}]`));
    return [{ path, from, to }];
  }
  if (isObject(from) && isObject(to))
    return [...new Set([...Object.keys(to), ...Object.keys(from)])].flatMap((key) =>
      differences(from[key], to[key], path === "" ? key : `${path}.${key}`),
    );
  return Object.is(from, to) ? [] : [{ path, from, to }];
}

/** A line a difference. */
export function sayDifferences(found: readonly Difference[]): readonly string[] {
  return found.map(({ path, from, to }) => {
    if (from === undefined) return `${path}: ${shown(to)} added`;
    return to === undefined ? `${path}: ${shown(from)} removed` : `${path}: ${shown(from)} → ${shown(to)}`;
  });
}

const longest = 60;

function shown(value: unknown): string {
  const text = typeof value === "number" ? plainDecimal(value) : (JSON.stringify(value) ?? "nothing");
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Members by their ids, also those that are wrapped in an object of one key. */
function byId(list: readonly unknown[]): { readonly [id: string]: unknown } | undefined {
  const entries: [string, unknown][] = [];
  for (const member of list) {
    if (!isObject(member)) return undefined;
    const [inner] = Object.values(member);
    const { id } = isObject(inner) ? inner : member;
    if (typeof id !== "string") return undefined;
    entries.push([id, member]);
  }
  const known = Object.fromEntries(entries);
  return list.length > 0 && Object.keys(known).length === list.length ? known : undefined;
}
