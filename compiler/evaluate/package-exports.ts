/**
 * What a package gives under a name
 *
 * Source: Node's "Resolution and loading algorithm" (packages, `exports`, conditions), as of Node 26; `imports` and self-references are not followed.
 */

/** In the order in which a package lists them, any of these is taken. */
const conditions = new Set(["node", "import", "module-sync", "default"]);

export interface Manifest {
  readonly type?: unknown;
  readonly main?: unknown;
  readonly exports?: unknown;
}

/** The file, relative to the package's folder, that `subpath` ("." or "./x") means; undefined where the package does not give it. */
export function packageExport(manifest: Manifest, subpath: string): string | undefined {
  const { exports } = manifest;
  if (exports === undefined || exports === null) {
    if (subpath !== ".") return subpath.slice(2);
    return typeof manifest.main === "string" ? manifest.main.replace(/^\.\//, "") : "index.js";
  }
  const table = isTable(exports) && Object.keys(exports).some((key) => key.startsWith(".")) ? exports : { ".": exports };
  const target = Object.hasOwn(table, subpath) ? choose(table[subpath], "") : byPattern(table, subpath);
  return target?.startsWith("./") && !target.split("/").includes("..") ? target.slice(2) : undefined;
}

/** Whether a file of a package is an ECMAScript module. */
export function isModule(manifest: Manifest, file: string): boolean {
  if (/\.(mjs|mts)$/.test(file)) return true;
  return /\.(js|ts)$/.test(file) && manifest.type === "module";
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function choose(target: unknown, star: string, depth = 0): string | undefined {
  if (typeof target === "string") return target.replaceAll("*", () => star);
  if (depth > 20) return undefined;
  if (Array.isArray(target)) {
    for (const member of target) {
      const chosen = choose(member, star, depth + 1);
      if (chosen !== undefined) return chosen;
    }
  } else if (isTable(target)) {
    for (const [condition, member] of Object.entries(target)) {
      const chosen = conditions.has(condition) ? choose(member, star, depth + 1) : undefined;
      if (chosen !== undefined) return chosen;
    }
  }
  return undefined;
}

/** The longest pattern wins. */
function byPattern(table: Readonly<Record<string, unknown>>, subpath: string): string | undefined {
  let best: { readonly prefix: string; readonly star: string; readonly target: unknown } | undefined;
  for (const [pattern, target] of Object.entries(table)) {
    const [prefix, suffix] = pattern.split("*");
    if (prefix === undefined || suffix === undefined || subpath.length <= prefix.length + suffix.length - 1) continue;
    if (!subpath.startsWith(prefix) || !subpath.endsWith(suffix) || prefix.length <= (best?.prefix.length ?? -1)) continue;
    best = { prefix, star: subpath.slice(prefix.length, subpath.length - suffix.length), target };
  }
  return best && choose(best.target, best.star);
}
