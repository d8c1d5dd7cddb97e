/** The edges of a flow's picture: data from the step that makes it to the step that uses it, order, and the choices of branches. */
import type { Text } from "../../schema/record.ts";
import type { Expression } from "../../schema/values/expression.ts";
import type { Branch, Flow, Node, Step } from "../program.ts";
import { type Callees, dataSources } from "./data-sources.ts";
import { boxId, caseId, groupId } from "./ids.ts";
import type { Edge } from "./picture.ts";
import { namedWords, shortWords } from "./short-words.ts";

/** All edges, in the order of the definition; between two places at most one of each look. */
export function flowEdges(flow: Flow, callees: Callees): readonly Edge[] {
  const edges: Edge[] = [];
  for (const node of flow.nodes) {
    const data = dataEdges(flow, node, callees);
    edges.push(...data, ...orderEdges(flow, node, data));
    if (node.kind === "branch") edges.push(...choiceEdges(flow, node));
  }
  return [...edges, ...handlerEdges(flow, edges)];
}

function dataEdges(flow: Flow, node: Node, callees: Callees): readonly Edge[] {
  const labels = new Map<string, Set<string>>();
  for (const expression of used(node)) {
    for (const source of dataSources(expression, flow, callees)) {
      const key = JSON.stringify([source.node, source.artifact]);
      labels.set(key, (labels.get(key) ?? new Set()).add(source.label));
    }
  }
  return [...labels].map(([key, names]) => {
    const [from, artifact] = JSON.parse(key) as [number, boolean];
    return { from: boxId(from), to: placeOf(node), look: artifact ? "artifact" : "value", label: [...names].join(", ") };
  });
}

/** The values that a node asks for before it begins. */
function used(node: Node): readonly Expression[] {
  switch (node.kind) {
    case "call":
      return Object.values(node.arguments);
    case "forEach":
      return [node.items];
    case "branch":
      return node.cases.flatMap(({ test }) => test ?? []);
    case "approval":
    case "repeatUntil":
      return [];
    default:
      return usedByStep(node);
  }
}

function usedByStep(step: Step): readonly Expression[] {
  const program = step.program;
  const words: readonly Text[] = program.kind === "command" ? program.words : program.kind === "spark" ? program.arguments : [];
  const variables = Object.values(step.env).filter((value) => typeof value === "object" && "op" in value);
  return [
    ...Object.values(step.inputs),
    ...[...words, ...variables, ...(step.cache?.key ?? [])].filter((text) => typeof text !== "string"),
  ];
}

/** What comes first without handing data over; left out where data of the same place says it already. */
function orderEdges(flow: Flow, node: Node, data: readonly Edge[]): readonly Edge[] {
  return node.after.flatMap((after) => {
    const first = flow.nodes[after.node];
    if (first === undefined) return [];
    const inside = new Set(nodesIn(flow, first).map(boxId));
    if (data.some(({ from }) => inside.has(from))) return [];
    const to = placeOf(node);
    if (first.kind !== "branch") return [{ from: placeOf(first), to, look: "order" } as const];
    return first.cases.map((_, index) => ({ from: caseId(first.id, index), to, look: "order" }) as const);
  });
}

function choiceEdges(flow: Flow, branch: Branch): readonly Edge[] {
  return branch.cases.map(({ test, member }, index) => ({
    from: boxId(branch.id),
    to: caseId(branch.id, index),
    look: "choice",
    label: member ?? (test === null ? "otherwise" : shortWords(test, flow)),
  }));
}

/** A node and all that its bodies hold. */
function nodesIn(flow: Flow, node: Node): readonly number[] {
  const bodies = node.kind === "branch" ? node.cases.map(({ runs }) => runs) : "runs" in node ? [node.runs] : [];
  const inner = bodies.flatMap((body) => flow.bodies[body]?.nodes ?? []);
  return [node.id, ...inner.flatMap((id) => (flow.nodes[id] === undefined ? [] : nodesIn(flow, flow.nodes[id])))];
}

/** Where edges to and from a node end: at its box, or for a loop at the whole of it. */
function placeOf(node: Node): string {
  return node.kind === "forEach" || node.kind === "repeatUntil" ? groupId(node.id) : boxId(node.id);
}

/** What a branch decides by, where that is one value: the subject of a `match`. */
export function subjectOf(branch: Branch, flow: Flow): string {
  const [first] = branch.cases;
  return branch.style === "match" && first?.test?.op === "eq" ? namedWords(first.test.left, flow) : "";
}

/** The failure handler before the exit handler, and both below whatever comes last. */
function handlerEdges(flow: Flow, edges: readonly Edge[]): readonly Edge[] {
  const [first, second] = [flow.onFailure, flow.onExit].filter((id) => id !== undefined);
  if (first === undefined) return [];
  const begun = new Set(edges.map(({ from }) => from));
  const last = flow.nodes.filter((node) => node.id !== first && node.id !== second && !("runs" in node) && !begun.has(boxId(node.id)));
  return [
    ...last.map((node) => ({ from: boxId(node.id), to: boxId(first), look: "unseen" }) as const),
    ...(second === undefined ? [] : [{ from: boxId(first), to: boxId(second), look: "order" } as const]),
  ];
}
