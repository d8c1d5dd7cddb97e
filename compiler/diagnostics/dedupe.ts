/** Each problem once: the environments are compiled one by one, and mostly find the same */
import { type Diagnostic, isProperty } from "./diagnostic.ts";

/** What was found in one environment, or before the environments part ways (`environment` undefined). */
export interface Found {
  readonly environment: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The findings of all environments, each once, in the order in which they were met; those that not all have name their environments. */
export function dedupe(found: readonly Found[]): readonly Diagnostic[] {
  const all = new Set(found.map(({ environment }) => environment).filter((name) => name !== undefined));
  const marked = found.flatMap(({ environment, diagnostics }) =>
    environment === undefined ? diagnostics : diagnostics.map((diagnostic) => ({ ...diagnostic, environments: [environment] })),
  );
  return unite(marked, ({ code, message, at }) =>
    JSON.stringify([code, message, at !== null && isProperty(at) ? [at.calls, at.path, at.part] : at]),
  ).map((diagnostic) => {
    if (diagnostic.environments === undefined || diagnostic.environments.length < all.size) return diagnostic;
    const { environments, ...everywhere } = diagnostic;
    return everywhere;
  });
}

interface Uniteable {
  readonly severity: Diagnostic["severity"];
  readonly environments?: readonly string[];
}

/** Findings with the same key as one: an error if one of them is, in all of their environments. */
export function unite<F extends Uniteable>(found: readonly F[], keyOf: (one: F) => string): readonly F[] {
  const united = new Map<string, F>();
  for (const one of found) {
    const key = keyOf(one);
    const known = united.get(key);
    united.set(key, known === undefined ? one : both(known, one));
  }
  return [...united.values()];
}

function both<F extends Uniteable>(first: F, second: F): F {
  const { environments, ...rest } = first;
  const inBoth = environments && second.environments && [...new Set([...environments, ...second.environments])].toSorted();
  const severity = first.severity === "error" ? "error" : second.severity;
  // The same members, less the environments where one of the two is found in all.
  return { ...rest, severity, ...(inBoth !== undefined && { environments: inBoth }) } as unknown as F;
}
