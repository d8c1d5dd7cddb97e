/** The law of pages: every code that is declared or reported has one page, and every page a code. */
import { codeOfPage } from "../../compiler/diagnostics/pages.ts";

const declared = /\bcode: "([a-z][a-z0-9-]*\/[a-z0-9-]+)"/g;
/** What `schema/` notes while definitions are evaluated, by the areas of phases 1 and 2. */
const noted = /"((?:load|validate)\/[a-z0-9-]+)"/g;

/** What is wrong in `files` (paths with "/" and their texts), one sentence each. */
export function pageProblems(files: ReadonlyMap<string, string>): readonly string[] {
  const pages = pagesIn(files);
  const declarations = codesIn(files, (path) => path.endsWith(".ts"), declared);
  const notes = codesIn(files, (path) => path.startsWith("schema/") && path.endsWith(".ts"), noted);
  const problems: string[] = [];
  for (const [code, places] of declarations) {
    const own = pages.filter((page) => page.code === code);
    if (own.length === 0) problems.push(`${code} (${places[0]}) has no page`);
    if (own.length > 1) problems.push(`${code} has ${own.length} pages: ${own.map(({ path }) => path).join(", ")}`);
  }
  for (const code of notes.keys()) if (!declarations.has(code)) problems.push(`${code} is noted in schema/ and declared nowhere`);
  for (const { code, path, text } of pages) problems.push(...pageProblemsOf(code, path, text, declarations.get(code) ?? []));
  return problems.toSorted();
}

interface FoundPage {
  readonly code: string;
  readonly path: string;
  readonly text: string;
}

function pagesIn(files: ReadonlyMap<string, string>): readonly FoundPage[] {
  return [...files].flatMap(([path, text]) => {
    const code = path.endsWith(".md") ? codeOfPage(text) : undefined;
    return code === undefined ? [] : [{ code, path, text }];
  });
}

function codesIn(
  files: ReadonlyMap<string, string>,
  isMeant: (path: string) => boolean,
  pattern: RegExp,
): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  for (const [path, text] of files) {
    if (!isMeant(path)) continue;
    for (const [, code = ""] of text.matchAll(pattern)) places.set(code, [...(places.get(code) ?? []), path]);
  }
  return places;
}

function pageProblemsOf(code: string, path: string, text: string, places: readonly string[]): readonly string[] {
  const problems: string[] = [];
  if (places.length === 0) problems.push(`${path}: nothing declares ${code}`);
  const folder = path.slice(0, path.lastIndexOf("/"));
  const name = `${code.slice(code.indexOf("/") + 1)}.md`;
  if (path !== `${folder}/${name}`) problems.push(`${path}: the page of ${code} is named ${name}`);
  const besides = places.map((place) => place.slice(0, place.lastIndexOf("/")));
  if (places.length > 0 && !besides.some((beside) => folder === beside || folder === `${beside}/pages`))
    problems.push(`${path}: the page of ${code} lies beside ${places[0]}, or in pages/ there`);
  for (const part of ["Instead of", "Write"]) {
    const block = new RegExp(`^\\*\\*${part}\\*\\*\\r?\\n\\r?\\n\`\`\`(?:ts|toml|sh|json|yaml)\\r?\\n(?!\`\`\`)`, "m");
    if (!block.test(text)) problems.push(`${path}: no **${part}** with a block of code under it`);
  }
  const [, first = ""] = text.split(/\r?\n(?:\r?\n)+/);
  if (!/^[A-Z"`]/.test(first)) problems.push(`${path}: does not begin by saying what is wrong`);
  return problems;
}
