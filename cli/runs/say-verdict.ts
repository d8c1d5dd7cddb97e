import { escapeControl } from "../../compiler/text/escape-control.ts";
import type { InputVerdict } from "../../remediation/diagnose-inputs.ts";
import type { Verdict } from "../../remediation/verdict.ts";
import type { Style } from "../services.ts";

/** A verdict for a person: what went wrong, what may help, and the lines that say so. */
export function sayVerdict(verdict: InputVerdict, { colour }: Style): readonly string[] {
  const { input, subject, class: name, confidence, action, evidence, also } = verdict;
  const bold = (text: string): string => (colour ? `\u001b[1m${text}\u001b[22m` : text);
  const about = subject === null ? "" : ` (${escapeControl(subject)})`;
  const sure = `${Math.round(confidence * 100)} % sure`;
  const head =
    action === "none" ? "nothing failed" : action === "abstain" ? `not understood; perhaps ${name}, ${sure}` : `${bold(name)}, ${sure}`;
  return [
    `${escapeControl(input)}${about}: ${head}`,
    ...evidence.map(({ line, text }) => `  ${line === null ? "-" : String(line)}  ${text}`),
    ...sayWhatHelps(verdict),
    ...(also.length === 0 ? [] : [`  also  ${also.map((other) => `${escapeControl(other.subject ?? "")} ${other.class}`).join(", ")}`]),
  ];
}

function sayWhatHelps({ action, remedy, safety, rule, model }: Verdict): readonly string[] {
  const because = [rule === null ? null : `rule ${rule}`, model === null ? null : `model ${model}`]
    .filter((part) => part !== null)
    .join(", ");
  const why = because === "" || action === "none" ? [] : [`  why   ${because}`];
  if (remedy === null) return action === "report" ? [...why, "  help  No change of a setting is proposed; a person has to look."] : why;
  const change = remedy.from === null || remedy.to === null ? remedy.field : `${remedy.field} ${remedy.from} → ${remedy.to}`;
  return [...why, `  help  ${change}: ${remedy.rule}${safety === "review" ? " (to be reviewed: only the log says so)" : ""}`];
}
