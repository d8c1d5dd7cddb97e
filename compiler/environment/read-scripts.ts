import type { Loaded } from "../phases/1-load.ts";
import { scriptFiles } from "../phases/3-link.ts";
import type { Definition } from "../validate/definition.ts";

/** The texts of the files that scripts name, by path; those that are not there are left out, and link says so. */
export function readScripts(definitions: readonly Definition[], { read }: Pick<Loaded, "read">): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const file of scriptFiles(definitions)) {
    const found = read(file);
    if (found !== undefined && "text" in found) texts.set(file, found.text);
  }
  return texts;
}
