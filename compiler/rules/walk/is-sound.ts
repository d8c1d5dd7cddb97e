import type { PlannedFlow } from "../../plan.ts";
import type { Flow } from "../../program.ts";

/** Whether a flow is free of errors so far. What a mistake cut off from its use may be used as soon as the mistake is mended. */
export function isSound({ name }: Flow, plans: readonly PlannedFlow[]): boolean {
  return plans.some(({ flow }) => flow.name === name);
}
