import type { Flow, ForEach, Step } from "../../compiler/program.ts";
import type { CompanionChange } from "./remedy.ts";

/** Half as many at once: of the nearest loop around the step, else of the flow. Undefined where nothing of it runs side by side by a number. */
export function lessAtOnce(flow: Flow, step: Step): CompanionChange | undefined {
  const loop = loopAround(flow, step);
  const formula = "half as many at once";
  if (loop !== undefined && loop.parallelism > 1)
    return { node: loop.name, path: ["parallelism"], from: loop.parallelism, to: Math.floor(loop.parallelism / 2), formula };
  if (flow.parallelism !== undefined && flow.parallelism > 1)
    return { node: null, path: ["parallelism"], from: flow.parallelism, to: Math.floor(flow.parallelism / 2), formula };
  return undefined;
}

function loopAround(flow: Flow, step: Step): ForEach | undefined {
  let node = flow.nodes[flow.bodies[step.body]?.owner ?? -1];
  while (node !== undefined && node.kind !== "forEach") node = flow.nodes[flow.bodies[node.body]?.owner ?? -1];
  return node;
}
