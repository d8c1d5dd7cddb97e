/** The values that are written out in a TOML, JSON or YAML file, with the keys that lead to them. */
import { isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";
import type { Literal } from "./literal.ts";

/** Every plain value of a data file, in the order of its text; none where it is broken. */
export function dataLiterals(file: string, text: string): readonly Literal[] {
  return file.endsWith(".toml") ? [...tomlLiterals(text)] : yamlLiterals(text);
}

/** JSON is YAML as far as values and their places go. */
function yamlLiterals(text: string): readonly Literal[] {
  const mark = text.startsWith("\ufeff") ? 1 : 0;
  const document = parseDocument(text.slice(mark), { strict: false, uniqueKeys: false });
  const found: Literal[] = [];
  const visit = (node: unknown, keys: readonly string[]): void => {
    if (isMap(node)) for (const { key, value } of node.items) visit(value, [...keys, isScalar(key) ? String(key.value) : ""]);
    else if (isSeq(node)) for (const [index, item] of node.items.entries()) visit(item, [...keys, String(index)]);
    else if (isScalar(node)) add(node as Node & { value: unknown }, keys);
  };
  const add = ({ value, range }: Node & { value: unknown }, keys: readonly string[]): void => {
    if (!range || (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")) return;
    const [start, end] = [range[0] + mark, range[1] + mark];
    found.push({ start, end, value, written: text.slice(start, end), keys });
  };
  visit(document.contents, []);
  return found;
}

const token = /#[^\n]*|"""[\s\S]*?"""|'''[\s\S]*?'''|(?<text>"(?:[^"\\\n]|\\.)*"|'[^'\n]*')|(?<word>[\w+.:-]+)|(?<mark>[=[\]{},\n]|\.)/g;

/** The scalars behind each `=`; what stands in a list goes by the key of the list. */
function* tomlLiterals(text: string): Iterable<Literal> {
  let table: readonly string[] = [];
  let header: string[] | undefined;
  let key: string[] = [];
  let keys: readonly string[] | undefined;
  const open: (readonly string[])[] = [];
  for (const match of text.matchAll(token)) {
    const { text: quoted, word, mark } = match.groups ?? {};
    if (mark === "\n" && open.length === 0) {
      table = header ?? table;
      header = undefined;
      keys = undefined;
      key = [];
    } else if (mark === "=") {
      keys = [...(open.at(-1) ?? table), ...key];
      key = [];
    } else if (mark === "[" && keys === undefined) header ??= [];
    else if (mark === "[" || mark === "{") open.push(keys ?? table);
    else if ((mark === "]" || mark === "}") && header === undefined) keys = open.pop();
    else if (mark === ",") keys = open.at(-1);
    const written = quoted ?? word;
    if (written === undefined) continue;
    const isKey = keys === undefined || /^[ \t]*[=.]/.test(text.slice(match.index + written.length));
    const names = quoted === undefined ? written.split(".").filter((name) => name !== "") : [quoted.slice(1, -1)];
    if (header !== undefined) header.push(...names);
    else if (isKey) key.push(...names);
    else yield { start: match.index, end: match.index + written.length, value: scalar(written), written, keys: keys ?? [] };
  }
}

function scalar(written: string): Literal["value"] {
  if (written.startsWith("'")) return written.slice(1, -1);
  if (written.startsWith('"')) {
    try {
      return String(JSON.parse(written));
    } catch {
      return written.slice(1, -1);
    }
  }
  if (written === "true" || written === "false") return written === "true";
  const number = Number(written.replaceAll("_", ""));
  return Number.isNaN(number) ? written : number;
}
