/** Which step of which flow a record means: it names a step by its path in the run, and a step may be of a flow that was called. */
import { type Flow, isStep, type Node, type Program, type Step } from "../compiler/program.ts";

export interface FoundStep {
  /** The flow that defines it. */
  readonly flow: Flow;
  readonly step: Step;
}

/** The step at a path such as "per-shard[2]/count" or "train/fit", where "train" calls a flow; a bare name is found wherever it is in the flow. Undefined where there is none. */
export function stepAt(program: Program, flow: Flow, path: string): FoundStep | undefined {
  const exact = below(program, flow, path.replace(/\[\d{1,9}\]/g, ""), 0);
  if (exact !== undefined || path.includes("/")) return exact;
  const step = flow.nodes.filter(isStep).find(({ name }) => name === path);
  return step && { flow, step };
}

const deepest = 50;

function below(program: Program, flow: Flow, path: string, depth: number): FoundStep | undefined {
  if (depth > deepest) return undefined;
  for (const node of flow.nodes) {
    const own = pathOf(flow, node);
    if (isStep(node) && own === path) return { flow, step: node };
    if (node.kind !== "call" || !path.startsWith(`${own}/`)) continue;
    const called = program.flows.find(({ name, origin }) => name === node.flow.name && origin.file === node.flow.file);
    const found = called && below(program, called, path.slice(own.length + 1), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Its name behind those of the loops that it is in; branches have none. */
function pathOf(flow: Flow, node: Node): string {
  const owner = flow.nodes[flow.bodies[node.body]?.owner ?? -1];
  const around = owner === undefined ? "" : pathOf(flow, owner);
  if (node.name === "") return around;
  return around === "" ? node.name : `${around}/${node.name}`;
}
