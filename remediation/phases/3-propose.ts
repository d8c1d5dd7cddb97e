/** Phase 3: from a verdict to the change of one field of a definition. Reads nothing and writes nothing. */
import { definitionId, type Program } from "../../compiler/program.ts";
import type { Subject } from "../../runs/read/observation.ts";
import type { StepHistory } from "../../runs/step-history.ts";
import type { RemediationRecord } from "../../schema/kinds/platform/record.ts";
import type { FailureClass } from "../classes.ts";
import type { Proposal } from "../proposal.ts";
import { costOf } from "../remedies/cost.ts";
import { remedies } from "../remedies/index.ts";
import { endsOf } from "../remedies/past/ends.ts";
import { raisedTwice } from "../remedies/past/raises.ts";
import type { Change, Situation } from "../remedies/remedy.ts";
import { rightSize } from "../remedies/right-size.ts";
import { withinPolicy } from "../remedies/within-policy.ts";
import { stepAt } from "../step-at.ts";
import type { Verdict } from "../verdict.ts";

/** What the platform says about failed runs, as far as a proposal is concerned. */
export type Policy = Pick<RemediationRecord, "classes" | "most">;

export interface ProposeInput {
  readonly verdict: Verdict;
  /** What the platform says of what failed; null where only a log was read. */
  readonly subject: Subject | null;
  readonly program: Program;
  readonly flow: string | null;
  readonly step: string | null;
  readonly policy?: Policy;
  /** What is remembered of the step. */
  readonly history?: StepHistory;
}

/**
 * The proposal, or in a sentence why there is none
 *
 * Sizes come from the definition and from measurements: on a log alone nothing is proposed. Where the platform says that the step failed, and only its log says of
 * what, a person has to review it.
 */
export function propose(input: ProposeInput): Proposal | string {
  const { verdict, subject, policy = {}, history } = input;
  const { action, class: name, safety } = verdict;
  if (action === "none") return "Nothing failed.";
  if (action === "abstain") return "What went wrong is not understood well enough to change anything.";
  if (action === "report") return `Against ${name} no change of a definition is proposed here; a person has to look.${sayFlaky(history)}`;
  if (subject === null)
    return `Only a log says so (${name}), and no size comes from a log: give the run's record or the pod's status with it.`;
  if (safety === "review" && subject.outcome !== "failed")
    return `Only a log says so (${name}), and the platform does not say that "${subject.name}" failed: wait until it ends.`;
  const asked = policy.classes?.[name];
  if (asked === "off" || asked === "report")
    return `The platform asks for no proposals against ${name}: \`remediation.classes\` says "${asked}".`;
  const found = stepOf(input);
  if (typeof found === "string") return found;
  const { flow, step } = found;
  const remedy = remedies[name];
  if (remedy === undefined)
    return `Against ${name} no change of a definition is known that is right without a person: ${verdict.remedy?.rule ?? "look at it"}.`;
  const { program } = input;
  const situation: Situation = {
    program,
    flow,
    step,
    pool: program.pools.find((one) => one.name === step.resources.gpu?.pool),
    field: verdict.remedy?.field ?? null,
    name: subject.name,
    facts: subject.facts,
    asked: subject.asked,
    measured: subject.measured,
    ...(history !== undefined && { history }),
  };
  const change = remedy.change(situation);
  if (typeof change === "string") return change;
  return raisedOften(change, history) ?? proposalOf(change, situation, { name, rule: verdict.rule, safety: verdict.safety, policy });
}

/** Less for a step that has used little of its memory for long, or in a sentence why not. No failure is behind it, so its class is "benign". */
export function proposeLess(input: Omit<ProposeInput, "verdict" | "subject">): Proposal | string {
  const found = stepOf(input);
  if (typeof found === "string") return found;
  const { history, program, policy = {} } = input;
  const situation = { ...found, program, ...(history !== undefined && { history }) };
  const change = rightSize(situation);
  return typeof change === "string" ? change : proposalOf(change, situation, { name: "benign", rule: null, safety: "review", policy });
}

function stepOf({
  program,
  flow: flowName,
  step: stepName,
}: Omit<ProposeInput, "verdict" | "subject">): Pick<Situation, "flow" | "step"> | string {
  if (flowName === null || stepName === null) return "Nothing says which step of which flow failed: name them with `--flow` and `--step`.";
  const environment = program.environment.name;
  const flow = program.flows.find((one) => one.name === flowName);
  if (flow === undefined) return `There is no flow "${flowName}" in environment "${environment}", or errors in it come first.`;
  return stepAt(program, flow, stepName) ?? `Flow "${flowName}" has no step "${stepName}" in environment "${environment}".`;
}

interface Reason {
  readonly name: FailureClass;
  readonly rule: string | null;
  readonly safety: Proposal["safety"];
  readonly policy: Policy;
}

function proposalOf(
  wanted: Change,
  situation: Pick<Situation, "flow" | "step" | "program" | "history">,
  { name, rule, safety, policy }: Reason,
): Proposal | string {
  const change = withinPolicy(wanted, policy.most ?? {});
  if (typeof change === "string") return change;
  const { node, review, alongside = [], ...what } = change;
  const { flow, step, program } = situation;
  const field = (of: string | null | undefined) => ({
    definition: definitionId(flow),
    environment: program.environment.name,
    step: of === undefined ? step.name : of,
  });
  return {
    ...field(node),
    class: name,
    rule,
    safety: review === true ? "review" : safety,
    cost: costOf(change, situation),
    also: [],
    ...what,
    alongside: alongside.map(({ node: of, ...companion }) => ({ ...field(of), ...companion })),
  };
}

/** Twice is a size that was wrong; more often it is something else. */
function raisedOften({ path, node, from }: Change, history: StepHistory | undefined): string | undefined {
  if (node !== undefined || from === null) return undefined;
  if (path.join(".") === "resources.memory") return raisedTwice(history, "limitMemoryBytes");
  return path.join(".") === "timeout" ? raisedTwice(history, "timeoutSeconds") : undefined;
}

function sayFlaky(history: StepHistory | undefined): string {
  const flaky = endsOf(history)?.flaky ?? 0;
  return flaky === 0 ? "" : ` It is flaky rather than broken: ${flaky} times it failed and then succeeded with the same inputs.`;
}
