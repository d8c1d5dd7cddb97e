import { textDiff } from "../../compiler/diff/text-diff.ts";
import type { Publication } from "../../remediation/phases/6-publish.ts";
import { fieldPath, sayField } from "../../remediation/proposal.ts";
import type { Remediation } from "../../remediation/remediate.ts";
import { editedTexts } from "../../remediation/rewrite/text-edit.ts";
import { sayVerdict } from "../runs/say-verdict.ts";
import type { Style } from "../services.ts";

interface Published {
  readonly problem: string | null;
  readonly publication: Publication | null;
}

/** A remediation for a person: the verdict, the change and why it is that one, and where it went. */
export function sayRemediation(
  { verdict, proposal, edits, because, refused, artifacts }: Remediation,
  sources: ReadonlyMap<string, string>,
  { problem, publication }: Published,
  style: Style,
): readonly string[] {
  const lines = [...sayVerdict(verdict, style)];
  if (proposal !== null) {
    const { definition, environment, from, to, formula } = proposal;
    lines.push(`  propose  ${fieldPath(proposal)} of ${definition} in ${environment}: ${from ?? "unsaid"} → ${to} (${formula})`);
    for (const one of proposal.alongside) lines.push(`  with it  ${fieldPath(one)}: ${one.from ?? "unsaid"} → ${one.to} (${one.formula})`);
    for (const one of proposal.also) lines.push(`  moves    ${sayField(one.definition, fieldPath(one), one.environment)}`);
    if (proposal.cost !== null) lines.push(`  costs    ${proposal.cost.perMonth} ${proposal.cost.unit} a month: ${proposal.cost.because}`);
  }
  if (refused !== null) lines.push(`  refused  ${refused}`);
  if (because !== null) lines.push(`  confirmed  ${because}`);
  for (const [file, text] of editedTexts(edits, sources))
    lines.push(`--- ${file}`, `+++ ${file}`, ...textDiff(sources.get(file) ?? "", text));
  if (artifacts.length > 0)
    lines.push(`  changes  ${artifacts.slice(0, 5).join(", ")}${artifacts.length > 5 ? ` and ${artifacts.length - 5} more` : ""}`);
  if (problem !== null) lines.push(`  not published  ${problem}`);
  if (publication !== null) lines.push(`  published  branch ${publication.branch}, commit ${publication.commit}`);
  return lines;
}
