/** A difference for a pull-request comment: words first, each file folded. Deterministic, and within GitHub's limit. */
import { sayConsequences } from "../../compiler/diff/consequence.ts";
import { escapeControl } from "../../compiler/text/escape-control.ts";
import { fenced } from "../../compiler/text/fenced.ts";
import type { ChangedFile, Difference } from "./difference.ts";
import { sayChanges, sayGpus, titleOf } from "./say-difference.ts";

/** GitHub takes 65,536 characters; what else stands in the comment needs some. */
const mostCharacters = 60_000;

/** The whole text, at most `most` characters long; files that do not fit are counted instead. */
export function writeMarkdown({ base, changes, gpus, files }: Difference, most = mostCharacters): string {
  if (changes.length === 0 && files.length === 0) return `Nothing changed since ${inline(base)}.\n`;
  const groups = Map.groupBy(changes, ({ definition }) => definition);
  const words = [...groups].map(([definition, found]) =>
    [
      `#### ${inline(titleOf(definition))}`,
      "",
      ...sayChanges(found).map((line) => `- ${inline(line)}`),
      ...gpus.filter((change) => change.definition === definition).map((change) => `- ${inline(sayGpus(change))}`),
      "",
      `Affects ${inline(sayConsequences(found.map(({ consequence }) => consequence)))}.`,
      "",
    ].join("\n"),
  );
  return cutToFit([`### What changed since ${inline(base)}`, "", ...words].join("\n"), words.length, files.map(fileMarkdown), most);
}

/** Adds files as long as they fit. */
function cutToFit(words: string, definitions: number, files: readonly string[], most: number): string {
  if (words.length > most - 100)
    return `${words.slice(0, words.lastIndexOf("\n", most - 200))}\n\n… ${definitions} definitions changed; the rest does not fit here.\n`;
  let text = words;
  for (const [index, file] of files.entries()) {
    if (text.length + file.length > most - 100) return `${text}\n… and ${files.length - index} more files that do not fit here.\n`;
    text += file;
  }
  return text;
}

function fileMarkdown({ path, action, added, removed, lines, more }: ChangedFile): string {
  const body = [...lines, ...(more === 0 ? [] : [`… ${more} more lines`])].map((line) => escapeControl(line)).join("\n");
  return `<details><summary>${action} <code>${html(escapeControl(path))}</code> (+${added} −${removed})</summary>\n\n${fenced("diff", body)}\n</details>\n`;
}

/** User text as plain text of one line: no markup, no mention, no link to anything, least of all to an issue, which would be told of it. */
function inline(text: string): string {
  return html(escapeControl(text))
    .replace(/[\\`*_{}[\]()#+!|~]/g, "\\$&")
    .replace(/@(?=[\w-])/g, "@\u200b")
    .replace(/\\#(?=\d)/g, "\\#\u200b")
    .replace(/\bGH-(?=\d)/gi, "$&\u200b")
    .replace(/:(?=\/\/)|\bwww(?=\.)/gi, "$&\u200b");
}

function html(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
