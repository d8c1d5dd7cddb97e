import type { Compiled } from "../../compiler/index.ts";
import type { RunToStart } from "../../targets/engine.ts";
import type { Context } from "../context.ts";
import { compileProject, findRoot } from "../project.ts";
import { type ChosenFlow, chooseFlow } from "../runs/choose-flow.ts";
import { type ChosenTarget, chooseTarget } from "./choose-target.ts";
import { filesOfFlow } from "./files-of-flow.ts";

export interface FlowFlags {
  readonly root?: string;
  readonly env?: string;
  readonly target?: string;
}

/** A flow that is to run on an engine: all that a run of it needs but its parameters. */
export interface FlowOnEngine extends ChosenFlow, ChosenTarget {
  readonly root: string;
  readonly compiled: Compiled;
  readonly common: Pick<RunToStart, "plan" | "environment" | "artifacts">;
}

/** Undefined, with the errors shown, where the definitions have any. Throws cli/unknown-flow, cli/unknown-target, cli/bad-option. */
export async function flowOnEngine(context: Context, flags: FlowFlags, name: string): Promise<FlowOnEngine | undefined> {
  const root = findRoot(context, flags.root);
  const { compiled } = await compileProject(context, { root, ...(flags.env !== undefined && { env: [flags.env] }) });
  const chosen = await chooseFlow(context, compiled, name);
  if (chosen === undefined) return undefined;
  const { plan, environment } = chosen;
  const { target, engine } = chooseTarget(plan.flow.targets, flags.target, plan.flow.name);
  const artifacts = filesOfFlow(compiled, environment.name, target, plan);
  const common = { plan, artifacts, environment: environment.program.environment };
  return { root, compiled, plan, environment, target, engine, common };
}
