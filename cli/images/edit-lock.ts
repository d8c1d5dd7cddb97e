/**
 * One table of a TOML text changed, every other byte kept
 *
 * A simple editor of lines: it knows tables and plain keys. Whoever calls it reads the result again and compares it with what was meant, so that a text which is more than that
 * is refused, never damaged.
 */
import type { Pin } from "./image-lock.ts";

const fields = ["repository", "tag", "digest"] as const;

/** The text with the fields of `pin` as the whole of that image's pin, in the table of the image or of its environment. */
export function editLock(text: string, name: string, environment: string | undefined, pin: Pin): string {
  const table = ["images", name, ...(environment === undefined ? [] : ["environments", environment])];
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.split(/\r?\n/);
  const header = lines.findIndex((line) => sameKey(headerOf(line), table));
  if (header < 0) return withTable(text, lines, table, pin, newline);
  const next = lines.findIndex((line, index) => index > header && headerOf(line) !== undefined);
  const end = next < 0 ? lines.length : next;
  const body = lines.slice(header + 1, end);
  return [...lines.slice(0, header + 1), ...editBody(body, pin), ...lines.slice(end)].join(newline);
}

function editBody(body: readonly string[], pin: Pin): readonly string[] {
  const edited: string[] = [];
  const missing = new Set<(typeof fields)[number]>(fields.filter((field) => pin[field] !== undefined));
  let last = 0;
  for (const line of body) {
    const [, indent = "", key, rest = ""] = /^(\s*)([A-Za-z]+)(\s*=.*)$/.exec(line) ?? [];
    const field = fields.find((known) => known === key);
    if (field === undefined) {
      edited.push(line);
      continue;
    }
    missing.delete(field);
    const value = pin[field];
    if (value !== undefined) edited.push(`${indent}${field}${withValue(rest, value)}`);
    last = edited.length;
  }
  const added = fields.filter((field) => missing.has(field)).map((field) => `${field} = ${quoted(pin[field] ?? "")}`);
  return [...edited.slice(0, last), ...added, ...edited.slice(last)];
}

/** `= "old" # why` with another value: blanks and comment stay. */
function withValue(rest: string, value: string): string {
  return rest.replace(/^(\s*=\s*)(?:"(?:[^"\\]|\\.)*"|'[^']*')/, (_, before: string) => `${before}${quoted(value)}`);
}

/** A new table: an environment's after those of its image, an image's at the end. */
function withTable(text: string, lines: readonly string[], table: readonly string[], pin: Pin, newline: string): string {
  const block = [
    `[${table.map(bareKey).join(".")}]`,
    ...fields.flatMap((field) => (pin[field] === undefined ? [] : [`${field} = ${quoted(pin[field])}`])),
  ];
  const ofImage = lines.findLastIndex((line) => sameKey(headerOf(line)?.slice(0, 2), table.slice(0, 2)));
  if (table.length === 2 || ofImage < 0) {
    const before = text === "" || text.endsWith("\n") ? text : text + newline;
    return `${before}${before.trim() === "" ? "" : newline}${block.join(newline)}${newline}`;
  }
  let end = lines.findIndex((line, index) => index > ofImage && headerOf(line) !== undefined);
  if (end < 0) end = lines.length;
  // Blank lines and comments before the next table belong to that one.
  while (end > ofImage + 1 && /^\s*(#.*)?$/.test(lines[end - 1] ?? "")) end--;
  return [...lines.slice(0, end), "", ...block, ...(end === lines.length ? [""] : []), ...lines.slice(end)].join(newline);
}

/** The key of a table's line: `[images.churn]` as ["images", "churn"]; undefined for any other line. */
function headerOf(line: string): readonly string[] | undefined {
  const [, inside] = /^\s*\[([^[\]]+)\]\s*(?:#.*)?$/.exec(line) ?? [];
  if (inside === undefined) return undefined;
  const parts = inside.match(/[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'/g) ?? [];
  return parts.map((part) => part.replace(/^["']|["']$/g, ""));
}

function sameKey(left: readonly string[] | undefined, right: readonly string[]): boolean {
  return left !== undefined && left.length === right.length && left.every((part, index) => part === right[index]);
}

function bareKey(part: string): string {
  return /^[A-Za-z0-9_-]+$/.test(part) ? part : quoted(part);
}

function quoted(value: string): string {
  return JSON.stringify(value);
}
