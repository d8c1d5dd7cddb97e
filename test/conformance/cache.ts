import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * The folder outside the repository that keeps what is made from these sources: other sources, another folder. `which` of the folder's files are sources.
 *
 * Under `$XDG_CACHE_HOME`, else `~/.cache` (XDG Base Directory Specification 0.8, which says to ignore a relative path there).
 */
export async function cacheFolder(sources: string, which = /\.go$|^go\.(mod|sum)$/): Promise<string> {
  const configured = process.env["XDG_CACHE_HOME"] ?? "";
  const caches = isAbsolute(configured) ? configured : join(homedir(), ".cache");
  return join(caches, "millwright", "conformance", await hashOf(sources, which));
}

async function hashOf(folder: string, which: RegExp): Promise<string> {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`);
  for (const name of (await readdir(folder)).sort()) {
    if (!which.test(name)) continue;
    hash.update(`${name}\n`).update(await readFile(join(folder, name)));
  }
  return hash.digest("hex").slice(0, 16);
}
