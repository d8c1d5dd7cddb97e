import module from "node:module";
import { cacheFolder } from "../compiler/cache/cache-folder.ts";

/**
 * Lets Node keep what it compiled of our own code between commands, in the folder of caches
 *
 * A tenth of a short command is compiling. Node takes what it kept only for the same text; MILLWRIGHT_CACHE=off turns it off. The locked child, which opens no
 * file, has no part in it.
 */
export function keepCompiledCode(variables: Readonly<Record<string, string | undefined>>): void {
  const folder = cacheFolder(variables, "code");
  if (folder !== undefined) module.enableCompileCache(folder);
}
