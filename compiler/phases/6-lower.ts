/**
 * Lower: from plans to the files of each target
 *
 * A flow that a target cannot say is refused there, and the others go on. Paths begin with the environment and the target.
 */

import type { Target, TargetContext } from "../../targets/target.ts";
import type { Artifact } from "../artifact.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { PlannedFlow } from "../plan.ts";
import type { Product } from "../product.ts";
import { definitionId, type Flow, type Program } from "../program.ts";

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

/** The artifacts of all flows for the targets that they name: of `known` as they are, of the others from their plans. */
export function lower(program: Program, plans: readonly PlannedFlow[], targets: readonly ChosenTarget[], known: Made = new Map()): Lowered {
  const made = new Map<Flow, Map<string, Product>>();
  const parts = targets.map((chosen) => lowerFor(chosen, program, plans, known, made));
  return { artifacts: parts.flatMap(({ artifacts }) => artifacts), diagnostics: parts.flatMap(({ diagnostics }) => diagnostics), made };
}

function lowerFor(
  { target, options }: ChosenTarget,
  program: Program,
  plans: readonly PlannedFlow[],
  known: Made,
  made: Map<Flow, Map<string, Product>>,
): Omit<Lowered, "made"> {
  const context = { options, environment: program.environment, program };
  const planned = new Map(plans.map((plan) => [plan.flow, plan]));
  const diagnostics: Diagnostic[] = [];
  const artifacts: Artifact[] = [];
  const built: { readonly flow: Flow; readonly part: unknown }[] = [];
  for (const flow of program.flows) {
    if (!flow.targets.includes(target.name)) continue;
    const plan = planned.get(flow);
    const product = known.get(flow)?.get(target.name) ?? (plan && lowerOne(target, plan, context, diagnostics));
    if (product === undefined) continue;
    made.set(flow, (made.get(flow) ?? new Map<string, Product>()).set(target.name, product));
    artifacts.push(...product.artifacts);
    built.push({ flow, part: product.part });
  }
  if (built.length > 0) artifacts.push(...(target.together?.emit(built, context) ?? []));
  const folder = `${program.environment.name}/${target.name}`;
  return { diagnostics, artifacts: artifacts.map((artifact) => ({ ...artifact, path: `${folder}/${artifact.path}` })) };
}

/** What a target makes of a plan; undefined where it refuses. */
function lowerOne(
  target: ChosenTarget["target"],
  plan: PlannedFlow,
  context: TargetContext<unknown>,
  diagnostics: Diagnostic[],
): Product | undefined {
  const lowered = target.lower(plan, context);
  const definition = definitionId(plan.flow);
  diagnostics.push(...lowered.diagnostics.map((diagnostic) => ({ definition, ...diagnostic })));
  if (lowered.diagnostics.some(({ severity }) => severity === "error")) return undefined;
  return { artifacts: target.emit(lowered.documents, plan, context), part: target.together?.partOf(lowered.documents, plan.flow) ?? null };
}
