import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { childScript } from "../evaluate/child-process.ts";
import { cacheFolder } from "./cache-folder.ts";

/**
 * Gives the folder for what is kept between builds of one root by this very Millwright on this Node; undefined where nothing can be kept
 *
 * Its name holds all of our own code, not the version alone: a rule or a target that changed must not be answered from before. So nothing is kept where
 * Millwright runs from source.
 */
export function buildCache(variables: Readonly<Record<string, string | undefined>>, root: string, version: string): string | undefined {
  const key = createHash("sha256").update([root, version, process.version, process.arch].join("\n"));
  try {
    const bundle = path.dirname(childScript());
    if (path.relative(bundle, import.meta.dirname) !== "chunks") return undefined;
    // The name of a chunk holds the hash of what is in it.
    key.update(
      fs
        .readdirSync(import.meta.dirname)
        .sort()
        .join("\n"),
    );
    for (const name of ["main.js", "child.js"]) key.update(fs.readFileSync(path.join(bundle, name)));
  } catch {
    return undefined;
  }
  return cacheFolder(variables, key.digest("hex").slice(0, 24));
}
