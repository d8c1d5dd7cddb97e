/**
 * What a flow asks of GPUs
 *
 * A definition bounds the use of GPUs where every step with GPUs has a timeout and runs a number of times that is known. The bound is what is given: how long a step really
 * takes is known only to runs.
 */
import { parseDuration } from "../../schema/words/quantities.ts";
import { type Flow, isStep, type Node, type Program } from "../program.ts";
import { runsPerMonth } from "./runs-per-month.ts";

export interface GpuUse {
  /** GPUs that the steps ask for, each step counted once. */
  readonly gpus: number;
  /** GPU hours of one run at most; undefined where a step has no timeout or repeats an unknown number of times. */
  readonly hoursPerRun: number | undefined;
  /** GPU hours a month at most, by the schedules; undefined where a run is not bounded. 0 without a schedule. */
  readonly hoursPerMonth: number | undefined;
  /** Why there is no bound: "step fit has no timeout". */
  readonly unbounded: readonly string[];
}

/** GPU use of one flow, flows that it calls included. Undefined where it uses none. */
export function gpuUse(flow: Flow, program: Program): GpuUse | undefined {
  const found = { gpus: 0, hours: 0, unbounded: new Set<string>() };
  add(flow, 1, new Set([flow.name]));
  if (found.gpus === 0) return undefined;
  const bounded = found.unbounded.size === 0;
  const runs = flow.schedules.reduce((sum, schedule) => sum + runsPerMonth(schedule), 0);
  return {
    gpus: found.gpus,
    hoursPerRun: bounded ? found.hours : undefined,
    hoursPerMonth: bounded || runs === 0 ? found.hours * runs : undefined,
    unbounded: [...found.unbounded],
  };

  function add(current: Flow, times: number | undefined, path: ReadonlySet<string>): void {
    for (const node of current.nodes) {
      const repeats = timesOf(current, node, times);
      if (node.kind === "call") {
        const called = program.flows.find(({ name }) => name === node.flow.name);
        if (called !== undefined && !path.has(called.name)) add(called, repeats, new Set([...path, called.name]));
      }
      if (!isStep(node) || node.resources.gpu === undefined) continue;
      const { count } = node.resources.gpu;
      const hours = node.timeout === undefined ? undefined : (parseDuration(node.timeout) ?? 0) / 3_600_000;
      found.gpus += count;
      if (hours === undefined) found.unbounded.add(`step ${node.name} has no timeout`);
      if (repeats === undefined) found.unbounded.add(`step ${node.name} runs once an item of a list that only a run knows`);
      found.hours += count * (hours ?? 0) * (repeats ?? 0) * (1 + (node.retry?.limit ?? 0));
    }
  }
}

/** How often a node of a flow runs at most, when the flow itself runs `times`. */
function timesOf(flow: Flow, node: Node, times: number | undefined): number | undefined {
  const owner = flow.nodes[flow.bodies[node.body]?.owner ?? -1];
  if (owner === undefined || times === undefined) return times;
  const around = timesOf(flow, owner, times);
  if (around === undefined) return undefined;
  if (owner.kind === "repeatUntil") return around * owner.max;
  if (owner.kind !== "forEach") return around;
  const { items } = owner;
  if (items.op === "literal" && Array.isArray(items.value)) return around * items.value.length;
  return items.op === "range" && items.count.op === "literal" && typeof items.count.value === "number"
    ? around * items.count.value
    : undefined;
}
