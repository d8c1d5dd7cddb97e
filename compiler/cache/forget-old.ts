import fs from "node:fs";
import path from "node:path";

const days = 30;

/**
 * Notes that a folder of what is kept between builds is in use, and removes those beside it that were not for thirty days
 *
 * Each version of Millwright and each root has a folder of its own, and nobody else would ever remove them. `now` is in milliseconds since 1970. Whatever
 * stands in the way is left as it is.
 */
export function forgetOld(folder: string, now: number): void {
  try {
    fs.utimesSync(folder, now / 1000, now / 1000);
    const all = path.dirname(folder);
    for (const name of fs.readdirSync(all)) {
      const other = path.join(all, name);
      if (/^[0-9a-f]{24}$/.test(name) && now - fs.lstatSync(other).mtimeMs > days * 86_400_000) fs.rmSync(other, { recursive: true });
    }
  } catch {
    // The caches are not needed, and neither is their tidiness.
  }
}
