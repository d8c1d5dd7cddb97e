/**
 * Where a data file gives a value, for pointing at it
 *
 * Reads the text only as far as keys need it: JSON whole, of TOML tables and `key = …` lines, of YAML block mappings. What it does not find is not pointed at.
 */

export interface KeyPlace {
  readonly line: number;
  readonly column: number;
}

/** The place of the key at `path` ("sizes.cpu"; positions in lists are passed over), or undefined. */
export function locateKey(text: string, file: string, path: string): KeyPlace | undefined {
  const wanted = path
    .split(".")
    .filter((part) => !/^\d+$/.test(part))
    .join(".");
  if (wanted === "") return undefined;
  const keys = file.endsWith(".json") ? keysOfJson(text) : file.endsWith(".toml") ? keysOfToml(text) : keysOfYaml(text);
  for (const { path: found, at } of keys) if (found === wanted) return placeAt(text, at);
  return undefined;
}

interface Key {
  readonly path: string;
  readonly at: number;
}

function placeAt(text: string, at: number): KeyPlace {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function* keysOfJson(text: string): Iterable<Key> {
  const open: (string | undefined)[] = [];
  let last: Key | undefined;
  for (const token of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[[\]{}]/g)) {
    const [whole, colon] = token;
    if (whole === "{" || whole === "[") open.push(last?.path.split(".").at(-1));
    else if (whole === "}" || whole === "]") open.pop();
    if (colon === undefined) {
      last = undefined;
      continue;
    }
    const name = whole.slice(1, whole.length - colon.length - 1);
    last = { path: [...open.filter((part) => part !== undefined), name].join("."), at: token.index };
    yield last;
  }
}

function* keysOfToml(text: string): Iterable<Key> {
  let table = "";
  for (const line of text.matchAll(
    /^[ \t]*(?:\[\[?([^\]]+)\]\]?|((?:[\w-]+|"[^"]*"|'[^']*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"]*"|'[^']*'))*)[ \t]*=)/gm,
  )) {
    const [whole, header, key] = line;
    const at = line.index + (whole.length - whole.trimStart().length);
    if (header !== undefined) table = plainKey(header);
    yield { path: header === undefined ? (table === "" ? "" : `${table}.`) + plainKey(key ?? "") : table, at };
  }
}

function plainKey(written: string): string {
  return written
    .split(".")
    .map((part) => part.trim().replace(/^["'](.*)["']$/, "$1"))
    .join(".");
}

function* keysOfYaml(text: string): Iterable<Key> {
  const open: { readonly indent: number; readonly name: string }[] = [];
  for (const line of text.matchAll(/^([ \t]*(?:- +)*)([\w.-]+|"[^"\n]*"|'[^'\n]*')[ \t]*:(?=\s|$)/gm)) {
    const [, lead = "", name = ""] = line;
    while ((open.at(-1)?.indent ?? -1) >= lead.length) open.pop();
    open.push({ indent: lead.length, name: name.replace(/^["'](.*)["']$/, "$1") });
    yield { path: open.map((part) => part.name).join("."), at: line.index + lead.length };
  }
}
