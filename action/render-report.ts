/** A report as Markdown: for the comment, and with more room for the summary of the job. Nothing in it can leave its place: no markup, mention or link of others. */
import type { Difference } from "../cli/diff/difference.ts";
import { writeMarkdown } from "../cli/diff/write-markdown.ts";
import { escapeControl } from "../compiler/text/escape-control.ts";
import { fenced } from "../compiler/text/fenced.ts";
import type { Finding, Report, ReportedDifference, StaleFile } from "./report.ts";

/** GitHub refuses a comment of 65,536 characters. */
export const commentLength = 60_000;
/** GitHub drops a summary a little below 1 MiB without a word; a character has three bytes at most, so this is under 900 KiB. */
export const summaryLength = 300_000;

/** Markdown of at most `most` characters; what does not fit is counted. */
export function renderReport(report: Report, most: number): string {
  const head = `### Millwright: ${verdict(report)}\n`;
  const findings = findingsMarkdown(report, Math.floor(most / 2));
  const stale = staleMarkdown(report.stale, Math.floor(most / 10));
  const rest = most - head.length - findings.length - stale.length;
  return head + findings + stale + differenceMarkdown(report.difference, rest);
}

function verdict({ errors, warnings, stale }: Report): string {
  const parts = [counted(errors, "error"), counted(warnings, "warning"), counted(stale.length, "stale file")].filter((part) => part !== "");
  return parts.length === 0 ? "no findings" : parts.join(", ");
}

function counted(count: number, word: string): string {
  return count === 0 ? "" : `${count.toLocaleString("en-US")} ${word}${count === 1 ? "" : "s"}`;
}

function findingsMarkdown({ findings, errors, warnings }: Report, most: number): string {
  if (findings.length === 0) return "";
  const blocks: string[] = [];
  let length = 0;
  for (const finding of findings) {
    const block = findingText(finding);
    if (length + block.length > most - 200) break;
    blocks.push(block);
    length += block.length + 2;
  }
  const more = errors + warnings - blocks.length;
  return `\n${fenced("text", blocks.join("\n\n"))}${more > 0 ? `\nand ${more} more; \`millwright check\` shows all of them\n` : ""}`;
}

function findingText({ severity, code, message, why, help, file, line, column }: Finding): string {
  const place =
    file === null ? [] : [`  ${[file, ...(line === null ? [] : [line]), ...(line === null || column === null ? [] : [column])].join(":")}`];
  return [
    `${severity} ${code}: ${message}`,
    ...place,
    ...(why === null ? [] : [`  why   ${why}`]),
    ...(help === null ? [] : [`  help  ${help}`]),
  ]
    .map(escapeControl)
    .join("\n");
}

const staleWords = { create: "is missing", update: "differs", delete: "is left over" } as const;

function staleMarkdown(stale: readonly StaleFile[], most: number): string {
  if (stale.length === 0) return "";
  const lines: string[] = [];
  let length = 0;
  for (const { path, action } of stale) {
    const line = escapeControl(`${path} ${staleWords[action]}`);
    if (length + line.length > most - 300) break;
    lines.push(line);
    length += line.length + 1;
  }
  const more = stale.length - lines.length;
  return [
    "\nThe committed artifacts are not what the definitions say. Run `millwright build`, and commit what it writes.\n",
    ...(lines.length === 0 ? [] : [fenced("text", lines.join("\n"))]),
    ...(more > 0 ? [`and ${more} more\n`] : []),
  ].join("\n");
}

function differenceMarkdown(difference: ReportedDifference, most: number): string {
  if (!difference.known) return `\nThe difference is not known:\n\n${fenced("text", escapeControl(difference.reason))}`;
  const { base, complete, changes, gpus, files } = difference;
  const shown: Difference = {
    base,
    changes: changes.map((change) => ({ ...change, change: "changed", path: "", from: null, to: null, sentence: "" })),
    gpus,
    files: files.map(({ diff, ...file }) => ({ ...file, lines: diff === "" ? [] : diff.split("\n") })),
    incomplete: complete ? 0 : 1,
  };
  const note = complete ? "" : "\nThe definitions have errors, so the difference is not complete.\n";
  return `${note}\n${writeMarkdown(shown, Math.max(1_000, most - note.length - 1))}`;
}
