/** Phase 3: from a verdict to the change of one field of a definition. Reads nothing and writes nothing. */
import { definitionId, isStep, type Program } from "../../compiler/program.ts";
import type { Subject } from "../../runs/read/observation.ts";
import type { Proposal } from "../proposal.ts";
import { sizes } from "../remedies/sizes.ts";
import type { Verdict } from "../verdict.ts";

export interface ProposeInput {
  readonly verdict: Verdict;
  /** What the platform says of what failed; null where only a log was read. */
  readonly subject: Subject | null;
  readonly program: Program;
  readonly flow: string | null;
  readonly step: string | null;
}

/** The proposal, or in a sentence why there is none. Sizes come from the definition and from measurements: on a log alone nothing is proposed. */
export function propose({ verdict, subject, program, flow: flowName, step: stepName }: ProposeInput): Proposal | string {
  const { action, class: name, safety } = verdict;
  if (action === "none") return "Nothing failed.";
  if (action === "abstain") return "What went wrong is not understood well enough to change anything.";
  if (action === "report") return `Against ${name} no change of a definition is proposed here; a person has to look.`;
  if (safety === "review")
    return `Only a log says so (${name}), and no size comes from a log: give the run's record or the pod's status with it.`;
  if (flowName === null || stepName === null) return "Nothing says which step of which flow failed: name them with `--flow` and `--step`.";
  const environment = program.environment.name;
  const flow = program.flows.find((one) => one.name === flowName);
  if (flow === undefined) return `There is no flow "${flowName}" in environment "${environment}", or errors in it come first.`;
  const step = flow.nodes.filter(isStep).find((one) => one.name === stepName);
  if (step === undefined) return `Flow "${flowName}" has no step "${stepName}" in environment "${environment}".`;
  const pool = program.pools.find((one) => one.name === step.resources.gpu?.pool);
  const sizeOf = sizes[name];
  if (sizeOf === undefined)
    return `Against ${name} no change of a definition is known that is right without a person: ${verdict.remedy?.rule ?? "look at it"}.`;
  const size = sizeOf({ flow, step, pool, asked: subject?.asked ?? {}, measured: subject?.measured ?? {} });
  if (typeof size === "string") return size;
  const { ofFlow, review, ...change } = size;
  return {
    definition: definitionId(flow),
    environment,
    step: ofFlow === true ? null : step.name,
    class: name,
    rule: verdict.rule,
    safety: review === true ? "review" : safety,
    cost: null,
    alongside: [],
    also: [],
    ...change,
  };
}
