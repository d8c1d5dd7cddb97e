/** What a pull request says: the verdict, what was seen, what changes and why, what it costs, how to undo it, what would make it wrong. */
import type { ProposalFile } from "../../proposal-file.ts";
import { percentMore } from "../compare-values.ts";
import { doubtOf } from "./doubts.ts";
import { block, sentence, word } from "./markdown.ts";
import { fieldWithin, stepOf } from "./title.ts";

/** GitHub takes 65,536 characters. */
const mostShown = { artifacts: 60, figures: 12, also: 12, alongside: 10 };

/** The text of a pull request, as GitHub Markdown, without its marker. */
export function bodyOf(proposal: ProposalFile): string {
  const { key, change, verdict } = proposal;
  const step = stepOf(change.field);
  const where = `${step === undefined ? "" : `step ${word(step)} of `}flow ${word(key.flow)}, environment ${word(key.environment)}`;
  return [
    `A run failed with **${sentence(key.class, 60)}**. This changes ${change.alongside.length === 0 ? "one field" : `${change.alongside.length + 1} fields`} of ${where}:`,
    "",
    ...changes(proposal),
    "",
    "### What went wrong",
    "",
    verdictLine(proposal),
    "",
    ...(verdict.evidence.length === 0
      ? ["The platform's own status says so; there are no lines to show."]
      : block(
          verdict.evidence.map(({ text }) => text),
          (index) => gutter(verdict.evidence[index]?.line ?? null),
        )),
    "",
    "### Why this number",
    "",
    ...reasons(proposal),
    "",
    ...(change.safety === "review" ? ["> [!IMPORTANT]", "> To be reviewed: not everything that this rests on was measured.", ""] : []),
    ...artifacts(proposal),
    "### Before you merge",
    "",
    `- **What would make it wrong:** ${doubtOf(key.class)}`,
    `- **To undo it:** revert the commit; ${change.from === null ? "the field is then unsaid again" : `${word(change.from)} is then back`}, in the definition and in the artifacts.`,
    "- **To say no:** close this. The same or a lower value is then not proposed again; with a label such as `remediation:snooze-30d`, not for 30 days.",
    "- **To change it yourself:** push to this branch. From then on nothing but people writes to it.",
    "",
    "---",
    "",
    "<sub>Proposed by Millwright from the platform's own status and measurements. The programs of all environments were compiled before and after: they differ in what is listed here alone.</sub>",
    "",
  ].join("\n");
}

function changes({ change }: ProposalFile): readonly string[] {
  const row = (field: string, from: string | number | boolean | null, to: string | number | boolean, why: string) =>
    `| ${word(fieldWithin(field))} | ${from === null ? "unsaid" : word(from)} | **${word(to)}** | ${why.replaceAll("|", "\\|")} |`;
  const percent = percentMore(change.from, change.to);
  const more = percent === undefined ? "" : `${percent < 0 ? "−" : "+"}${Math.abs(percent)} %`;
  return [
    "| field | before | after | |",
    "| --- | --- | --- | --- |",
    row(change.field, change.from, change.to, more),
    ...change.alongside
      .slice(0, mostShown.alongside)
      .map(({ field, from, to, formula }) => row(field, from, to, `has to move with it: ${cell(formula)}`)),
    ...(change.alongside.length > mostShown.alongside ? [`| and ${change.alongside.length - mostShown.alongside} more | | | |`] : []),
  ];
}

/** A sentence inside of a table: there the bar is escaped already. */
function cell(text: string): string {
  return sentence(text.replaceAll("|", "¦"), 300);
}

function verdictLine({ verdict, key }: ProposalFile): string {
  const { confidence, rule, model, run, subject } = verdict;
  const parts = [
    `**${sentence(key.class, 60)}**, confidence **${Math.round(confidence * 100)} %**`,
    rule === null ? "no rule" : `rule ${word(rule)}`,
    ...(model === null ? [] : [`model ${word(model)}`]),
    ...(run === null ? [] : [`run ${word(run)}`]),
    ...(subject === null ? [] : [word(subject)]),
  ];
  return parts.join(" · ");
}

function gutter(line: number | null): string {
  return `${line === null ? "     ·" : String(line).padStart(6)} │ `;
}

function reasons({ change, because }: ProposalFile): readonly string[] {
  const figures = Object.entries(change.observed);
  const shown = figures.slice(0, mostShown.figures).map(([figure, value]) => `${word(figure, 60)} ${word(value, 60)}`);
  const { bound, cost, also } = change;
  const moved = also.slice(0, mostShown.also).map((field) => word(field, 120));
  return [
    `- **How it follows:** ${sentence(change.formula)}${/[.!?…]$/.test(change.formula) ? "" : "."}`,
    ...(shown.length > 0
      ? [`- **Observed:** ${shown.join(", ")}${figures.length > shown.length ? ` and ${figures.length - shown.length} more` : ""}.`]
      : []),
    `- **Bound:** ${bound === null ? "nothing bounds it." : `at most ${word(bound.most)}: ${sentence(bound.because)}`}`,
    `- **Cost:** ${cost === null ? "not known: nothing says how often it runs." : `${amount(cost.perMonth)} ${cost.unit} a month: ${sentence(cost.because)}`}`,
    ...(moved.length > 0
      ? [`- **Moves with it:** ${moved.join(", ")}${also.length > moved.length ? ` and ${also.length - moved.length} more` : ""}.`]
      : []),
    `- **Why here:** ${sentence(because)}`,
  ];
}

function amount(perMonth: number): string {
  const rounded = Math.abs(perMonth) >= 100 ? Math.round(perMonth) : Math.round(perMonth * 10) / 10;
  return `${rounded < 0 ? "−" : "+"}${Math.abs(rounded).toLocaleString("en-US")}`;
}

function artifacts({ artifacts: lines, files }: ProposalFile): readonly string[] {
  const changed = files.filter(({ kind }) => kind === "artifact").length;
  if (lines.length === 0 && changed === 0) return [];
  const count =
    changed === 0
      ? "The artifacts are not committed here"
      : `${changed} ${changed === 1 ? "artifact changes" : "artifacts change"} with it`;
  const shown = lines.slice(0, mostShown.artifacts);
  const more = lines.length > shown.length ? [`and ${lines.length - shown.length} more`] : [];
  return ["<details>", `<summary>${count}</summary>`, "", ...block([...shown, ...more], () => "│ "), "", "</details>", ""];
}
