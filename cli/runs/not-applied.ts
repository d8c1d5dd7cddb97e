import type { PlannedFlow } from "../../compiler/plan.ts";
import { isStep, type Step } from "../../compiler/program.ts";
import type { ContainerEngine } from "../../local/containers/engine.ts";

interface Option {
  readonly said: string;
  readonly isAsked: (step: Step, inContainers: boolean) => boolean;
}

const options: readonly Option[] = [
  { said: "images", isAsked: (_, inContainers) => !inContainers },
  { said: "GPUs", isAsked: ({ resources }) => resources.gpu !== undefined },
  { said: "bounds on disk", isAsked: ({ resources }) => resources.ephemeralStorage !== undefined },
  {
    said: "volumes",
    isAsked: ({ volumes }, inContainers) =>
      Object.values(volumes).some((volume) => !inContainers || !("empty" in volume || "perRun" in volume)),
  },
  { said: "patches", isAsked: ({ patch }) => patch !== undefined },
];

/** Where the steps run, and what the definition asks of a cluster that a run on this machine does not do. */
export function notApplied(plan: PlannedFlow, engine: ContainerEngine | undefined): string {
  const steps = allSteps(plan);
  const inContainers = engine !== undefined;
  const ofSteps = options.filter(({ isAsked }) => steps.some((step) => isAsked(step, inContainers))).map(({ said }) => said);
  const asked = [...ofSteps, ...(plan.flow.schedules.length > 0 ? ["schedules"] : [])];
  const where = inContainers ? `Steps run in containers of ${engine.kind} ${engine.version}, as your user` : "Commands run on this machine";
  return asked.length === 0 ? `${where}.` : `${where}; not applied here: ${asked.join(", ")}.`;
}

/** The steps of a flow, handlers included, and those of the flows that it calls. */
export function allSteps({ flow, called }: PlannedFlow): readonly Step[] {
  return [flow, ...called.map((callee) => callee.flow)].flatMap(({ nodes }) => nodes.filter(isStep));
}
