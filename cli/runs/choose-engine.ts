import type { PlannedFlow } from "../../compiler/plan.ts";
import { type ContainerEngine, findEngine } from "../../local/containers/engine.ts";
import { fetchImages } from "../../local/containers/fetch-images.ts";
import type { Context } from "../context.ts";
import { note } from "../output.ts";
import { UsageError } from "../usage-error.ts";
import { allSteps } from "./not-applied.ts";

/**
 * The container engine that `--executor` asks for, with the images of all steps fetched; undefined where steps are processes
 *
 * `only` narrows it to one step. Throws local/no-container-engine, local/image-not-there.
 */
export async function chooseEngine(
  context: Context,
  executor: "process" | "docker" | undefined,
  plan: PlannedFlow,
  only: string | undefined,
): Promise<ContainerEngine | undefined> {
  if (executor !== "docker") return undefined;
  const engine = await findEngine(context.environment);
  if ("code" in engine) throw new UsageError(engine);
  const steps = allSteps(plan).filter(({ name }) => only === undefined || name === only);
  const problem = await fetchImages(engine, steps, (image) => note(context, `Pulling ${image} …`));
  if (problem !== undefined) throw new UsageError(problem);
  return engine;
}
