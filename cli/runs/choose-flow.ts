import { didYouMean } from "../../compiler/diagnostics/suggest.ts";
import type { Compiled, CompiledEnvironment } from "../../compiler/index.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import { activeErrors } from "../active-findings.ts";
import { type Context, exit } from "../context.ts";
import { printText } from "../output.ts";
import { styleFor } from "../style.ts";
import { unknownFlow } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

export interface ChosenFlow {
  readonly plan: PlannedFlow;
  readonly environment: CompiledEnvironment;
}

/**
 * The plan of a flow in the first environment that was compiled
 *
 * Where errors keep it from being run, they are shown, the exit code is 1 and nothing is given. Throws cli/unknown-flow.
 */
export async function chooseFlow(context: Context, compiled: Compiled, name: string): Promise<ChosenFlow | undefined> {
  const [environment] = compiled.environments;
  const wanted = name.replace(/^flow:/, "");
  const plan = environment?.plans.find(({ flow }) => flow.name === wanted);
  const parts = new Set([wanted, ...(plan?.called ?? []).map(({ flow }) => flow.name)].map((flow) => `flow:${flow}`));
  const { diagnostics } = await context.services.settle(compiled, compiled.diagnostics, { partial: true });
  const errors = activeErrors(diagnostics);
  const isKnown = environment?.program.flows.some((flow) => flow.name === wanted) === true;
  const own = errors.filter(({ definition }) => {
    // What keeps a known flow from a plan may be in what it calls.
    if (plan === undefined && (isKnown || definition === undefined)) return true;
    return definition !== undefined && parts.has(definition);
  });
  if (own.length > 0) {
    const style = styleFor(context.process.stderr, context.environment);
    const text = await context.services.render("human", { diagnostics: own, sources: compiled.sources }, style);
    printText({ ...context, process: { ...context.process, stdout: context.process.stderr } }, text);
  }
  if (plan !== undefined && environment !== undefined && own.length === 0) return { plan, environment };
  const known = environment?.program.flows.map((flow) => flow.name) ?? [];
  if (own.length === 0) {
    const help = didYouMean(wanted, known);
    throw new UsageError(unknownFlow.at(null, { name: wanted }, help === undefined ? {} : { help }));
  }
  context.process.exitCode = exit.findings;
  return undefined;
}
