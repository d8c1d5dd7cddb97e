import type { PlannedFlow } from "../../compiler/plan.ts";
import type { TargetContext } from "../target.ts";

/** The name of the flow's pipeline on a server that environments may share. */
export function serverName({ flow }: PlannedFlow, { environment }: Pick<TargetContext<unknown>, "environment">): string {
  return `${environment.namePrefix}${flow.name}`;
}
