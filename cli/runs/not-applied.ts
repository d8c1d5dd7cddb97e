import type { PlannedFlow } from "../../compiler/plan.ts";
import { isStep, type Step } from "../../compiler/program.ts";

const options: readonly { readonly said: string; readonly isAsked: (step: Step) => boolean }[] = [
  { said: "GPUs", isAsked: ({ resources }) => resources.gpu !== undefined },
  { said: "bounds on disk", isAsked: ({ resources }) => resources.ephemeralStorage !== undefined },
  { said: "volumes", isAsked: ({ volumes }) => Object.keys(volumes).length > 0 },
  { said: "semaphores", isAsked: ({ semaphores }) => semaphores.length > 0 },
  { said: "patches", isAsked: ({ patch }) => patch !== undefined },
];

/** What the definition asks of a cluster and a run on this machine does not do, as one sentence. */
export function notApplied({ flow, called }: PlannedFlow): string {
  const steps = [flow, ...called.map((callee) => callee.flow)].flatMap(({ nodes }) => nodes.filter(isStep));
  const asked = ["images", ...options.filter(({ isAsked }) => steps.some(isAsked)).map(({ said }) => said)];
  return `Commands run on this machine; not applied here: ${asked.join(", ")}.`;
}
