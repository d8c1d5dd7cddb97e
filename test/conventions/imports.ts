/** Which of our own files imports which. */
import fs from "node:fs";
import path from "node:path";
import { ts } from "ts-morph";

export const root = path.resolve(import.meta.dirname, "../..");
const houses = ["schema", "compiler", "targets", "runs", "local", "remediation", "cli", "action", "tools"];

/** Every source file of ours that is no test, relative to the root. */
export const sources: readonly string[] = fs
  .globSync(`{${houses.join(",")}}/**/*.ts`, { cwd: root })
  .filter((file) => !file.startsWith("cli/templates/"))
  .sort();

export function textOf(file: string): string {
  return fs.readFileSync(path.join(root, file), "utf8");
}

/** The text without what only people read. Good enough for what is asked of it: no string of ours holds the marks of a comment and a quote. */
export function codeOf(file: string): string {
  return textOf(file).replace(/^\s*\/\*\*?[\s\S]*?\*\/$|^\s*\/\/.*$/gm, "");
}

/** What a file imports, as it writes it; types and late imports included. */
export function specifiersOf(file: string): readonly string[] {
  return ts.preProcessFile(textOf(file), true, false).importedFiles.map(({ fileName }) => fileName);
}

const graph: ReadonlyMap<string, readonly string[]> = new Map(
  sources.map((file) => [
    file,
    specifiersOf(file)
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => path.posix.join(path.posix.dirname(file), specifier)),
  ]),
);

/** Our own files that a file imports, types and late imports included. */
export function importsOf(file: string): readonly string[] {
  return graph.get(file) ?? [];
}

/** The file, and all that it imports, directly or not. */
export function reachable(start: string): ReadonlySet<string> {
  const found = new Set([start]);
  for (const file of found) for (const next of importsOf(file)) found.add(next);
  return found;
}

/** Files that import each other in a circle, a list a circle. */
export function circles(): readonly (readonly string[])[] {
  const reached = new Map(sources.map((file) => [file, reachable(file)]));
  const seen = new Set<string>();
  const found: (readonly string[])[] = [];
  for (const file of sources) {
    if (seen.has(file)) continue;
    const circle = sources.filter((other) => other !== file && reached.get(file)?.has(other) && reached.get(other)?.has(file));
    for (const member of circle) seen.add(member);
    if (circle.length > 0) found.push([file, ...circle]);
  }
  return found;
}
