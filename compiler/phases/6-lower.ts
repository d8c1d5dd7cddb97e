/**
 * Lower: from plans to the files of each target
 *
 * A flow that a target cannot say is refused there, and the others go on. Paths begin with the environment and the target.
 */

import type { Target, TargetContext } from "../../targets/target.ts";
import { type Artifact, below } from "../artifact.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Broken } from "../invariant.ts";
import type { PlannedFlow } from "../plan.ts";
import type { Product } from "../product.ts";
import { definitionId, type Flow, type Program } from "../program.ts";
import { openShelf, type Shelf } from "../shelf.ts";

/** What flows became, by the name of the target. */
export type Made = ReadonlyMap<Flow, ReadonlyMap<string, Product>>;

/** A target with the options that the config gave it. */
export interface ChosenTarget {
  readonly target: Target<unknown, unknown>;
  readonly options: unknown;
}

export interface Lowered {
  readonly artifacts: readonly Artifact[];
  readonly diagnostics: readonly Diagnostic[];
  /** What each target made of each flow. */
  readonly made: Made;
}

/** What is known of the flows before they are lowered. */
export interface Beforehand {
  /** What was made of flows that are unchanged. */
  readonly made?: Made;
  /** Definitions ("flow:churn") that break a law of the language: a target may stumble over them, and nothing of them is written. */
  readonly faulty?: ReadonlySet<string>;
}

/** The artifacts of all flows for the targets that they name: of unchanged ones as they are, of the others from their plans. */
export function lower(program: Program, plans: readonly PlannedFlow[], targets: readonly ChosenTarget[], before: Beforehand = {}): Lowered {
  const made = new Map<Flow, Map<string, Product>>();
  const shelf = openShelf();
  const parts = targets.map((chosen) => lowerFor(chosen, program, plans, before, { made, shelf }));
  return { artifacts: parts.flatMap(({ artifacts }) => artifacts), diagnostics: parts.flatMap(({ diagnostics }) => diagnostics), made };
}

function lowerFor(
  { target, options }: ChosenTarget,
  program: Program,
  plans: readonly PlannedFlow[],
  { made: known = new Map(), faulty = new Set() }: Beforehand,
  { made, shelf }: { readonly made: Map<Flow, Map<string, Product>>; readonly shelf: Shelf },
): Omit<Lowered, "made"> {
  const context = { options, environment: program.environment, program };
  const planned = new Map(plans.map((plan) => [plan.flow, plan]));
  const diagnostics: Diagnostic[] = [];
  const artifacts: Artifact[] = [];
  const built: { readonly flow: Flow; readonly part: unknown }[] = [];
  for (const flow of program.flows) {
    if (!flow.targets.includes(target.name)) continue;
    const plan = planned.get(flow);
    const found =
      known.get(flow)?.get(target.name) ?? (plan && lowerOne(target, plan, context, diagnostics, faulty.has(definitionId(flow))));
    if (found === undefined) continue;
    const product = { part: found.part, artifacts: found.artifacts.map(shelf.put) };
    made.set(flow, (made.get(flow) ?? new Map<string, Product>()).set(target.name, product));
    artifacts.push(...product.artifacts);
    built.push({ flow, part: product.part });
  }
  if (built.length > 0) artifacts.push(...(target.together?.emit(built, context) ?? []));
  const folder = `${program.environment.name}/${target.name}`;
  return { diagnostics, artifacts: artifacts.map((artifact) => below(folder, artifact)) };
}

/** What a target makes of a plan; undefined where it refuses. */
function lowerOne(
  target: ChosenTarget["target"],
  plan: PlannedFlow,
  context: TargetContext<unknown>,
  diagnostics: Diagnostic[],
  isFaulty: boolean,
): Product | undefined {
  const report = (found: readonly Diagnostic[]): boolean => {
    diagnostics.push(...found.map((diagnostic) => ({ definition: definitionId(plan.flow), ...diagnostic })));
    return !found.some(({ severity }) => severity === "error");
  };
  if (!report(target.check?.(plan, context) ?? [])) return undefined;
  let lowered: ReturnType<typeof target.lower>;
  try {
    lowered = target.lower(plan, context);
  } catch (error) {
    // What breaks a law may be more than the target can bear, and was reported; in any other flow it is our own mistake.
    if (isFaulty && error instanceof Broken) return undefined;
    throw error;
  }
  if (!report(lowered.diagnostics)) return undefined;
  const artifacts = target.emit(lowered.documents, plan, context);
  if (!report(target.checkFiles?.(artifacts, lowered.documents, plan) ?? [])) return undefined;
  return { artifacts, part: target.together?.partOf(lowered.documents, plan.flow) ?? null };
}
