/** Text inside DOT: nothing that a user wrote can end a text, or be read as an escape or an entity. */

import { clip } from "./clip.ts";

/** Graphviz reads no text of more than 16,384 bytes; nobody reads a tooltip of half that. */
const longestText = 400;

/** Lines as one text of DOT, each aligned: in the middle ("n") or at the left ("l"). */
export function quotedLines(lines: readonly string[], align: "n" | "l" = "n"): string {
  const [end, between] = align === "l" ? ["\\l", "\\l"] : ["", "\\n"];
  return `"${lines.map((line) => escaped(clip(line, longestText))).join(between)}${lines.length === 0 ? "" : end}"`;
}

/** Control characters and those that turn the direction of writing are shown as what they are: something that does not belong there. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (character) => (/[\t\n\r]/.test(character) ? " " : "\u{fffd}"))
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("&", "&amp;");
}

/** A list of attributes; the values are DOT texts or words of ours. */
export function attributes(values: Readonly<Record<string, string>>): string {
  return `[${Object.entries(values)
    .map(([name, value]) => `${name}=${value.startsWith('"') ? value : `"${value}"`}`)
    .join(" ")}]`;
}
