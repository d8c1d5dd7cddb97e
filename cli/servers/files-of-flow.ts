import type { Artifact } from "../../compiler/artifact.ts";
import type { Compiled } from "../../compiler/index.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import { definitionId } from "../../compiler/program.ts";

/** The files of one flow for one target; paths are relative to the target's folder of the environment. */
export function filesOfFlow({ artifacts }: Compiled, environment: string, target: string, { flow }: PlannedFlow): readonly Artifact[] {
  const folder = `${environment}/${target}/`;
  const id = definitionId(flow);
  return artifacts
    .filter(({ path, from }) => path.startsWith(folder) && from.length === 1 && from[0] === id)
    .map(({ path, text, from }) => ({ path: path.slice(folder.length), text, from }));
}
