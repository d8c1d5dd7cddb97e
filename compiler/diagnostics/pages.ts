/** The pages of the diagnostics: what is wrong, why it matters, and what to write instead */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { didYouMean, list } from "./suggest.ts";

/** The Markdown of each code's page. */
export type Pages = ReadonlyMap<string, string>;

export interface Page {
  /** The page's first sentence. */
  readonly title: string;
  readonly markdown: string;
}

/** Folders whose files declare codes; the page of a code lies beside its file, or in `pages/` there. */
export const foldersWithPages = ["schema", "compiler", "targets", "cli", "runs", "local", "remediation", "catalog"] as const;

const ownHeading = /^# ([a-z][a-z0-9-]*\/[a-z0-9-]+)\r?$/m;

/** The code of a page, which is its first line: "# check/gpu-request-fits-pool". Undefined for any other Markdown. */
export function codeOfPage(markdown: string): string | undefined {
  const found = ownHeading.exec(markdown);
  return found?.index === 0 ? found[1] : undefined;
}

/** The pages that lie beside the sources below `root`, in order of their codes; the package carries them as `pages.json`. */
export function collectPages(root: string): Pages {
  const found: [code: string, markdown: string][] = [];
  for (const folder of foldersWithPages.map((name) => join(root, name)).filter((path) => existsSync(path))) {
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".md") || file.includes("node_modules")) continue;
      const markdown = readFileSync(join(folder, file), "utf8");
      const code = codeOfPage(markdown);
      if (code !== undefined) found.push([code, markdown]);
    }
  }
  return new Map(found.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** The pages of this Millwright: `pages.json` beside the bundle, or those beside the sources where it runs from them. */
export function loadPages(): Pages {
  const here = import.meta.url;
  if (here.endsWith("/compiler/diagnostics/pages.ts")) return collectPages(fileURLToPath(new URL("../..", here)));
  // A chunk of the bundle lies one folder deeper than main.js.
  const place = [new URL("./pages.json", here), new URL("../pages.json", here)].find((url) => existsSync(url));
  if (place === undefined) throw new Error(`pages.json is missing beside ${here}: the package is not whole.`);
  const pages = JSON.parse(readFileSync(place, "utf8")) as Readonly<Record<string, string>>;
  return new Map(Object.entries(pages));
}

/** The page of a code, or undefined for a code that does not exist. */
export function explain(code: string, pages: Pages = loadPages()): Page | undefined {
  const markdown = pages.get(code);
  return markdown === undefined ? undefined : { title: titleOf(markdown), markdown };
}

/** "Did you mean …?" for an unknown code; its last part is enough: "gpu-request-fits-pool". */
export function suggestCode(code: string, pages: Pages = loadPages()): string | undefined {
  const name = nameOf(code);
  const sameName = [...pages.keys()].filter((known) => nameOf(known) === name).toSorted();
  return sameName.length > 0 ? `Did you mean ${list(sameName.slice(0, 3), "or")}?` : didYouMean(code, pages.keys());
}

function nameOf(code: string): string {
  return code.slice(code.indexOf("/") + 1);
}

function titleOf(markdown: string): string {
  const [heading = "", first = ""] = markdown.replaceAll("\r\n", "\n").split(/\n{2,}/);
  const text = first.replace(/\s+/g, " ").trim();
  return /^.*?[.:](?= |$)/.exec(text)?.[0] ?? (text === "" ? heading.replace(/^# /, "").trim() : text);
}
