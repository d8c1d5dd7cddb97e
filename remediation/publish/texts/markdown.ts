/**
 * Texts of others as GitHub Markdown
 *
 * They are harmless in three ways: as a word of code, as lines of a block of code, as a sentence. None of them mentions, refers, links, formats, ends what it stands in or
 * begins a line, where a bot would take it for a command.
 */
import { neutralise } from "../../redact/neutralise.ts";

/** One line, without what forges look for even outside of Markdown. */
function harmless(text: string, most: number): string {
  const line = neutralise(text.slice(0, most * 2))
    .replace(/#(?=\d)/g, "# ")
    .replace(/@(?=[\w-])/g, "@ ")
    .replace(/:\/\//g, ": //")
    .replace(/\bwww\.(?=\S)/gi, "www. ")
    .replace(/\*\*\*NO_CI\*\*\*/gi, "NO_CI")
    .replace(/\[(?=[\w -]{0,30}(?:skip|no[ _-]ci))/gi, "[ ")
    .trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).toWellFormed()}…`;
}

/** A text as a word of code, in a table too: `8Gi`. */
export function word(text: string | number | boolean, most = 200): string {
  const line = harmless(String(text), most).replaceAll("|", "¦");
  return line === "" ? "(empty)" : `\`${line}\``;
}

/** A text as a sentence; every character that could format is a plain one. */
export function sentence(text: string, most = 1000): string {
  const line = harmless(text, most).replace(/[\\`*_{}[\]<>()#+\-!|~&$^=:]/g, (character) => `\\${character}`);
  return line.replace(/^(\d{1,9})\./, "$1\\.");
}

/** A text for a title or a message of a commit: plain, on one line. */
export function plain(text: string, most = 200): string {
  return harmless(text, most);
}

/** Lines as a block of code, as far in as they were; each begins with `prefix`, so that none begins with a text of others. */
export function block(lines: readonly string[], prefix: (index: number) => string): readonly string[] {
  return ["```text", ...lines.map((line, index) => `${prefix(index)}${/^ {0,40}/.exec(line)?.[0] ?? ""}${harmless(line, 400)}`), "```"];
}
