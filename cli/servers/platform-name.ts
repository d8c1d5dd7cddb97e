import fs from "node:fs";
import path from "node:path";

/** The name under which a platform owns what it applies: that of its package.json, else of the folder that holds it. */
export function platformName(root: string): string {
  try {
    const { name } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as { readonly name?: unknown };
    if (typeof name === "string" && name.trim() !== "") return name;
  } catch {
    // Without a package.json, or with one that is none.
  }
  return path.basename(root);
}
