/** The files that a definition may take a value from, by how far they are from it. */
import path from "node:path/posix";

/**
 * Files among `sources` that `starts` lead to by what they name in quotes, with the number of steps to each
 *
 * Imports and `config()` name files relative to their own. Where a module of this platform may come in by another name (`#platform`, a package of the
 * repository), all other files are reached last.
 */
export function reachedFiles(
  starts: readonly string[],
  environment: string,
  sources: ReadonlyMap<string, string>,
): ReadonlyMap<string, number> {
  const reached = new Map<string, number>();
  let front = [...new Set(starts)].filter((file) => sources.has(file));
  let byName = false;
  for (let steps = 0; front.length > 0; steps++) {
    for (const file of front) reached.set(file, steps);
    const next = new Set<string>();
    for (const file of front) {
      if (!/\.[cm]?[jt]s$/.test(file)) continue;
      const text = sources.get(file) ?? "";
      for (const [, named = ""] of text.matchAll(/["'`](\.{1,2}\/[^"'`\n]+|[\w./-]+\.(?:toml|json|ya?ml))["'`]/g))
        for (const one of namesOf(path.join(path.dirname(file), named), environment))
          if (sources.has(one) && !reached.has(one)) next.add(one);
      byName ||= /\bfrom\s*["'](?!\.{1,2}\/|millwright["'/]|zod["'/]|node:)/.test(text);
    }
    front = [...next];
  }
  if (byName) for (const file of sources.keys()) if (!reached.has(file)) reached.set(file, Number.POSITIVE_INFINITY);
  return reached;
}

/** A file, and what stands over it in the environment. */
function namesOf(file: string, environment: string): readonly string[] {
  const ending = path.extname(file);
  return [`${file.slice(0, -ending.length)}.${environment}${ending}`, file];
}
