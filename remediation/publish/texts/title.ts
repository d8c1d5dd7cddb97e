import type { ProposalFile } from "../../proposal-file.ts";
import { compareValues } from "../compare-values.ts";
import { plain } from "./markdown.ts";

/** "fix(churn): raise resources.memory of step fit from 8Gi to 16Gi in prod (mem.container_oom)". */
export function titleOf({ key, change }: ProposalFile): string {
  const { from, to } = change;
  const order = from === null ? undefined : compareValues(to, from);
  const verb = order === undefined || order === 0 ? "set" : order > 0 ? "raise" : "lower";
  const values = from === null ? `to ${to}` : `from ${from} to ${to}`;
  return plain(
    `fix(${key.flow}): ${verb} ${fieldWithin(change.field)} of ${whose(change.field)} ${values} in ${key.environment} (${key.class})`,
    250,
  );
}

/** "resources.memory" of "steps.fit.resources.memory". */
export function fieldWithin(field: string): string {
  return stepOf(field) === undefined ? field : field.split(".").slice(2).join(".");
}

/** The step's name; undefined where the field is the definition's own. */
export function stepOf(field: string): string | undefined {
  const [steps, step, ...rest] = field.split(".");
  return steps === "steps" && rest.length > 0 ? step : undefined;
}

function whose(field: string): string {
  const step = stepOf(field);
  return step === undefined ? "the flow" : `step ${step}`;
}

/** What tells a reader which kind of pull request it is; the first is how they are found. */
export function labelsOf({ key, change }: ProposalFile, percent: number | undefined): readonly string[] {
  const cost = change.cost === null || percent === undefined ? [] : [`cost:${percent < 0 ? "" : "+"}${percent}%`];
  return [ourLabel, key.class, change.safety === "safe" ? "risk:low" : "risk:med", ...cost].map((label) => label.slice(0, 50));
}

export const ourLabel = "remediation";
