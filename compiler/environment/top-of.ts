import fs from "node:fs";
import path from "node:path";

/** The top of the git repository that holds a folder, else the folder itself. Definitions may import what lies below it, and nothing else. */
export function topOf(folder: string): string {
  for (let at = folder; ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, ".git"))) return at;
    if (at === path.dirname(at)) return folder;
  }
}
