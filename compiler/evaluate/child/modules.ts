/** The only way to a module: the parent resolves it, reads it, strips its types, guards it and sends it. */
import module from "node:module";
import { ask, type Resolve, type Resolved } from "../protocol.ts";
import type { Pipe } from "./pipe.ts";
import type { Refusals } from "./refusals.ts";

/** Modules that live in this process, by the address that the parent gives them: `millwright:` and `zod:`. */
export type OwnModules = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface Modules {
  /** Gives the text of a file that is about to be imported, so that it need not be asked for. */
  supply(url: string, source: string): void;
  /** Takes the modules that were loaded since the last call, in order. */
  takeLoaded(): readonly string[];
  takeEdges(): readonly (readonly [string, string])[];
  /** How many modules were loaded so far. */
  count(): number;
}

/** Hooks the module loader up to the parent. Own modules must be imported once before the process is locked. */
export function hookModules(pipe: Pipe, own: OwnModules, refusals: Refusals): Modules {
  const sources = new Map<string, string>();
  const resolved = new Map<string, string>();
  let loaded: string[] = [];
  let edges: [string, string][] = [];
  let total = 0;

  function resolve(specifier: string, importer: string): string {
    const key = keyOf(specifier, importer);
    const before = resolved.get(key);
    if (before !== undefined) return before;
    const answer = JSON.parse(pipe.question(ask.resolve, JSON.stringify({ specifier, importer } satisfies Resolve))) as Resolved;
    if ("refused" in answer) throw refusals.refuse("load/import", `"${specifier}"`);
    resolved.set(key, answer.url);
    return answer.url;
  }

  module.registerHooks({
    resolve(specifier, context, next) {
      if (Object.hasOwn(own, specifier)) return { url: specifier, format: "module", shortCircuit: true };
      const importer = context.parentURL;
      if (importer === undefined || !isServed(importer)) {
        return isServed(specifier) ? { url: specifier, shortCircuit: true } : next(specifier, context);
      }
      const url = resolve(specifier, importer);
      edges.push([importer, url]);
      return url.startsWith("node:") ? next(url, context) : { url, shortCircuit: true };
    },
    load(url, context, next) {
      if (Object.hasOwn(own, url)) return { format: "module", shortCircuit: true, source: exportsOf(url, own[url] ?? {}) };
      if (!isServed(url)) return next(url, context);
      total += 1;
      loaded.push(url);
      const given = sources.get(url);
      if (given !== undefined) {
        sources.delete(url);
        return { format: "module", shortCircuit: true, source: given };
      }
      const answer = pipe.question(ask.load, url);
      const end = answer.indexOf("\n");
      const format = answer.slice(0, end);
      const source = answer.slice(end + 1);
      if (format !== "module" && format !== "json") throw refusals.refuse("load/import", `"${url}"`);
      return { format, shortCircuit: true, source };
    },
  });
  return {
    supply: (url, source) => void sources.set(url, source),
    count: () => total,
    takeLoaded() {
      const taken = loaded;
      loaded = [];
      return taken;
    },
    takeEdges() {
      const taken = edges;
      edges = [];
      return taken;
    },
  };
}

/** Equal where the answer must be: it depends on the importer's folder only. */
function keyOf(specifier: string, importer: string): string {
  const generation = /\?\d+$/.exec(importer)?.[0] ?? "";
  return `${specifier}\n${importer.slice(0, importer.lastIndexOf("/"))}\n${generation}`;
}

const served = "file:///";
const bundle = import.meta.url;

/** Whether an address is one of the parent's. Our own text has an address of the same kind, and no other importer has one. */
function isServed(url: string): boolean {
  return url.startsWith(served) && url !== bundle;
}

/** A module that gives the members of an object of this process: through a global that is gone before any definition runs. */
function exportsOf(url: string, members: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(members);
  const values = names.map((name, index) => `const v${index} = own[${JSON.stringify(name)}];`);
  const list = names.map((name, index) => `v${index} as ${JSON.stringify(name)}`);
  return `const own = globalThis.$own[${JSON.stringify(url)}];\n${values.join("\n")}\nexport { ${list.join(", ")} };`;
}
