/** Findings for a job summary or a pull-request comment */
import { fenced } from "../text/fenced.ts";
import { apart, errorsFirst, type LocatedDiagnostic } from "./located-diagnostic.ts";
import { countFindings, renderFinding } from "./render-human.ts";
import { sourceTexts } from "./source-text.ts";

/** How much text there may be. */
export interface Budget {
  readonly most: number;
  readonly unit: "bytes" | "characters";
}

/** GitHub drops a step's summary a little below 1 MiB, and says nothing. */
export const jobSummary: Budget = { most: 900 * 1024, unit: "bytes" };
/** GitHub refuses a comment of 65,536 characters; the rest is for whoever puts a heading above ours. */
export const comment: Budget = { most: 60_000, unit: "characters" };

/** For the line that says how many findings are left out. */
const reserve = 120;

/**
 * Markdown within the budget: a line that counts, then the findings as people see them, errors first
 *
 * Each stands in a fence longer than any run of backticks in it, so that no name or line of code becomes a mention, a link or HTML.
 */
export function renderMarkdown(found: readonly LocatedDiagnostic[], sources: ReadonlyMap<string, string>, budget: Budget): string {
  const { open, suppressed } = apart(found);
  const textOf = sourceTexts(sources);
  let text = `**${countFindings(open, suppressed.length)}**\n`;
  let used = sizeOf(text, budget);
  for (const [index, diagnostic] of errorsFirst(open).entries()) {
    const block = `\n${fenced("text", renderFinding(diagnostic, textOf))}`;
    used += sizeOf(block, budget);
    if (used > budget.most - reserve) return `${text}\nand ${open.length - index} more; \`millwright check\` shows all of them\n`;
    text += block;
  }
  return text;
}

function sizeOf(text: string, { unit }: Budget): number {
  return unit === "bytes" ? Buffer.byteLength(text) : text.length;
}
