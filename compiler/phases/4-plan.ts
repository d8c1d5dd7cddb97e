/**
 * Phase 4, plan: each flow's meaning, made explicit once (compiler/plan.ts)
 *
 * Flows in which an error was found, and flows that need such a definition, are left out.
 */
import { freezeDeeply } from "../link/freeze.ts";
import type { PlannedFlow } from "../plan.ts";
import { isFlowOf, planFlow } from "../planning/plan-flow.ts";
import { definitionId, type Flow, type Program } from "../program.ts";
import { calledFlows, poolsOf } from "../program-hash.ts";

/**
 * The plans of all flows that are free of errors, in the order of the program. `broken` names definitions as "flow:churn"
 *
 * `earlier` are the plans of another environment: those of flows that are the same here, with all that they call, are taken over.
 * Of `unchanged` flows an earlier build knows what they become; they are left out.
 */
export function plan(
  program: Program,
  broken: ReadonlySet<string>,
  earlier: readonly PlannedFlow[] = [],
  unchanged: Pick<ReadonlySet<Flow>, "has"> = new Set(),
): readonly PlannedFlow[] {
  const known = new Map(earlier.map((planned) => [planned.flow, planned]));
  const called = new Map<Flow, PlannedFlow>();
  const planCalled = (flow: Flow): PlannedFlow => {
    const already = called.get(flow);
    if (already !== undefined) return already;
    const planned = planFlow(flow, calledFlows(flow, program).map(planCalled), true);
    called.set(flow, planned);
    return planned;
  };
  const plans: PlannedFlow[] = [];
  for (const flow of program.flows) {
    if (unchanged.has(flow)) continue;
    const callees = calledFlows(flow, program);
    if (!isWhole([flow, ...callees], program, broken)) continue;
    const same = known.get(flow);
    const isSame = same?.called.length === callees.length && same.called.every((callee, index) => callee.flow === callees[index]);
    plans.push(isSame ? same : planFlow(flow, callees.map(planCalled), false));
  }
  return freezeDeeply(plans);
}

/** The flows that are free of errors, with all that they need. */
export function wholeFlows(program: Program, broken: ReadonlySet<string>): readonly Flow[] {
  return program.flows.filter((flow) => isWhole([flow, ...calledFlows(flow, program)], program, broken));
}

function isWhole(flows: readonly Flow[], { flows: all, pools }: Program, broken: ReadonlySet<string>): boolean {
  return flows.every((flow) => {
    if (broken.has(definitionId(flow))) return false;
    if (poolsOf(flow).some((name) => broken.has(`gpuPool:${name}`) || !pools.some((pool) => pool.name === name))) return false;
    return flow.nodes.every((node) => node.kind !== "call" || all.some((callee) => isFlowOf(callee, node)));
  });
}
