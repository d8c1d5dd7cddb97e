/** Which module an import means: a file inside the root, a package inside the root, or one of our own. */

import { isBuiltin } from "node:module";
import path from "node:path/posix";
import { isModule, type Manifest, packageExport } from "./package-exports.ts";
import type { Source } from "./source.ts";

export type Resolution =
  | { readonly file: string }
  /** A module that is not the project's: `millwright:`, `zod:`, `node:path`. */
  | { readonly own: string }
  | { readonly refused: Refused };

export type Refused =
  | { readonly code: "load/missing-module"; readonly specifier: string; readonly known: readonly string[] }
  | { readonly code: "load/outside-root"; readonly specifier: string }
  | { readonly code: "load/not-allowed"; readonly what: string }
  | { readonly code: "load/not-deterministic"; readonly what: string }
  | { readonly code: "load/package-not-a-module"; readonly specifier: string; readonly file: string };

/** Node's modules that only compute. */
const pure = new Set(["path", "path/posix", "querystring", "string_decoder", "url", "assert", "assert/strict"]);
/** Node's modules whose answers change. */
const changing = /^(os|crypto|process|timers|perf_hooks|async_hooks)(\/|$)/;
/** What the package `millwright` gives to definitions. */
const ownNames = new Set(["millwright"]);

/** Resolves `specifier` for the file `importer`; reads package manifests, no module. */
export function resolveModule(specifier: string, importer: string, source: Source): Resolution {
  if (ownNames.has(specifier)) return { own: "millwright:" };
  if (isBuiltin(specifier)) return builtin(specifier);
  if (/^\.{1,2}(\/|$)/.test(specifier)) return relative(specifier, importer, source);
  if (/^[a-z][a-z0-9+.-]*:/i.test(specifier) || specifier.startsWith("/")) return { refused: { code: "load/outside-root", specifier } };
  const found = fromPackages(specifier, importer, source);
  if (found !== undefined) return found;
  if (specifier === "zod" || specifier === "zod/v4") return { own: "zod:" };
  const known = [...ownNames, "zod", ...source.list("node_modules").map((name) => name.replace(/[/@]$/, ""))];
  return { refused: { code: "load/missing-module", specifier, known } };
}

function builtin(specifier: string): Resolution {
  const name = specifier.replace(/^node:/, "");
  if (pure.has(name)) return { own: `node:${name}` };
  return { refused: { code: changing.test(name) ? "load/not-deterministic" : "load/not-allowed", what: `The module "${specifier}"` } };
}

/** TypeScript lets people write the name that the file has, will have once compiled, or none at all. */
const rewrites: readonly (readonly [ending: RegExp, instead: readonly string[]])[] = [
  [/\.js$/, [".ts"]],
  [/\.mjs$/, [".mts"]],
  [/$/, [".ts", ".js", ".mjs", "/index.ts", "/index.js"]],
];

function relative(specifier: string, importer: string, source: Source): Resolution {
  const wanted = path.join(path.dirname(importer), specifier.replace(/[?#].*$/, ""));
  if (wanted === ".." || wanted.startsWith("../")) return { refused: { code: "load/outside-root", specifier } };
  const target = wanted.replace(/\/$/, "") === "." ? "" : wanted.replace(/\/$/, "");
  for (const candidate of candidates(target)) {
    const found = source.find(candidate);
    if (found.kind === "outside") return { refused: { code: "load/outside-root", specifier } };
    if (found.kind !== "file") continue;
    return /\.(node|cjs|cts)$/.test(found.file)
      ? { refused: { code: "load/package-not-a-module", specifier, file: found.file } }
      : { file: found.file };
  }
  const folder = path.dirname(target);
  const written = specifier.slice(0, specifier.lastIndexOf("/") + 1);
  const known = source.list(folder === "." ? "" : folder).filter((name) => /\.(ts|mts|js|mjs|json)$/.test(name));
  return { refused: { code: "load/missing-module", specifier, known: known.map((name) => `${written}${name}`) } };
}

function* candidates(target: string): Iterable<string> {
  if (target !== "") yield target;
  for (const [ending, instead] of rewrites) {
    if (ending.test(target)) for (const other of instead) yield path.join(target.replace(ending, ""), "") + other;
  }
}

function fromPackages(specifier: string, importer: string, source: Source): Resolution | undefined {
  const [, name, rest] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier) ?? [];
  if (name === undefined) return undefined;
  for (let folder = path.dirname(importer); ; folder = path.dirname(folder)) {
    const place = path.join(folder, "node_modules", name);
    const manifest = source.find(`${place}/package.json`);
    if (manifest.kind === "outside") return { refused: { code: "load/outside-root", specifier } };
    if (manifest.kind === "file") return fromPackage(specifier, `.${rest ?? ""}`, path.dirname(manifest.file), source);
    if (folder === "." || folder === "/") return undefined;
  }
}

function fromPackage(specifier: string, subpath: string, folder: string, source: Source): Resolution {
  const manifest = manifestOf(folder, source);
  const wanted = packageExport(manifest, subpath);
  const found = wanted === undefined ? undefined : source.find(`${folder}/${wanted}`);
  if (found?.kind === "outside") return { refused: { code: "load/outside-root", specifier } };
  if (found?.kind !== "file") return { refused: { code: "load/missing-module", specifier, known: [] } };
  if (found.file.endsWith(".json") || isModule(manifest, found.file)) return { file: found.file };
  return { refused: { code: "load/package-not-a-module", specifier, file: found.file } };
}

function manifestOf(folder: string, source: Source): Manifest {
  const read = source.read(`${folder}/package.json`);
  try {
    const manifest: unknown = "text" in read ? JSON.parse(read.text) : {};
    return typeof manifest === "object" && manifest !== null ? manifest : {};
  } catch {
    return {};
  }
}
