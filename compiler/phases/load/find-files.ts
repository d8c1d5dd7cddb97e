/** The definition files that the patterns of the config name. */
import path from "node:path/posix";
import type { Anchor, Diagnostic } from "../../diagnostics/diagnostic.ts";
import { noDefinitions, outsideRoot } from "../../evaluate/diagnostics.ts";
import type { Source } from "../../evaluate/source.ts";
import { fixedFolder, matchGlob } from "./glob.ts";

export interface FoundFiles {
  /** Relative to the root, sorted, each once, links resolved. */
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const deepest = 50;

/**
 * Walks the folders that `patterns` (relative to `folder`) can reach
 *
 * Not searched: node_modules, hidden folders, linked folders, and `output`. Reports load/no-definitions, load/outside-root.
 */
export function findFiles(
  patterns: readonly string[],
  folder: string,
  output: string,
  source: Source,
  placeOf: (index: number) => Anchor,
): FoundFiles {
  const files = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const isSkipped = (name: string, whole: string): boolean => name === "node_modules" || name.startsWith(".") || whole === output;

  function walk(below: string, isMatch: (file: string) => boolean, depth: number): number {
    if (depth > deepest) return 0;
    let matches = 0;
    for (const entry of source.list(below)) {
      const name = entry.replace(/[/@]$/, "");
      const whole = below === "" ? name : `${below}/${name}`;
      if (entry.endsWith("/")) {
        if (!isSkipped(name, whole)) matches += walk(whole, isMatch, depth + 1);
        continue;
      }
      if (!isMatch(whole)) continue;
      const found = source.find(whole);
      if (found.kind === "outside") diagnostics.push(outsideRoot.at({ file: whole }, { specifier: whole }));
      if (found.kind === "file") files.add(found.file);
      if (found.kind === "file" || found.kind === "outside") matches += 1;
    }
    return matches;
  }
  for (const [index, pattern] of patterns.entries()) {
    const whole = path.join(folder, pattern);
    const isOutside = whole.startsWith("../") || pattern.startsWith("/");
    if (isOutside) diagnostics.push(outsideRoot.at(placeOf(index), { specifier: pattern }));
    else if (walk(fixedFolder(whole), matchGlob(whole), 0) === 0) diagnostics.push(noDefinitions.at(placeOf(index), { pattern }));
  }
  return { files: [...files].sort(), diagnostics };
}
