import fs from "node:fs";

/** The version of this package, from its package.json: beside `cli/` in the repository, beside `dist/` where it is installed. */
export function version(): string {
  for (const place of ["../package.json", "../../package.json"]) {
    try {
      const { name, version } = JSON.parse(fs.readFileSync(new URL(place, import.meta.url), "utf8")) as Record<string, string>;
      if (name === "millwright" && version !== undefined) return version;
    } catch {
      // A chunk of the bundle lies one folder deeper than main.js.
    }
  }
  return "unknown";
}
