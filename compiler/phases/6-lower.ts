/**
 * Lower: from plans to the files of each target
 *
 * A flow that a target cannot say is refused there, and the others go on. Paths begin with the environment and the target.
 */

import type { Target } from "../../targets/target.ts";
import type { Artifact } from "../artifact.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { PlannedFlow } from "../plan.ts";
import { definitionId, type Program } from "../program.ts";

/** A target with the options that the config gave it. */
export interface ChosenTarget {
  readonly target: Target<unknown, unknown>;
  readonly options: unknown;
}

export interface Lowered {
  readonly artifacts: readonly Artifact[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The artifacts of all plans for the targets that their flows name. */
export function lower(program: Program, plans: readonly PlannedFlow[], targets: readonly ChosenTarget[]): Lowered {
  const parts = targets.map((chosen) => lowerFor(chosen, program, plans));
  return { artifacts: parts.flatMap(({ artifacts }) => artifacts), diagnostics: parts.flatMap(({ diagnostics }) => diagnostics) };
}

function lowerFor({ target, options }: ChosenTarget, program: Program, plans: readonly PlannedFlow[]): Lowered {
  const context = { options, environment: program.environment, program };
  const diagnostics: Diagnostic[] = [];
  const artifacts: Artifact[] = [];
  const built: { readonly plan: PlannedFlow; readonly documents: unknown }[] = [];
  for (const plan of plans) {
    if (!plan.flow.targets.includes(target.name)) continue;
    const lowered = target.lower(plan, context);
    const definition = definitionId(plan.flow);
    diagnostics.push(...lowered.diagnostics.map((diagnostic) => ({ definition, ...diagnostic })));
    if (lowered.diagnostics.some(({ severity }) => severity === "error")) continue;
    artifacts.push(...target.emit(lowered.documents, plan, context));
    built.push({ plan, documents: lowered.documents });
  }
  if (built.length > 0) artifacts.push(...(target.emitTogether?.(built, context) ?? []));
  const folder = `${program.environment.name}/${target.name}`;
  return { diagnostics, artifacts: artifacts.map((artifact) => ({ ...artifact, path: `${folder}/${artifact.path}` })) };
}
