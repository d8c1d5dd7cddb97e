/** Whether the nodes and bodies of a flow's record make one tree, as the run time writes them. */
import type { BodyRecord } from "../../schema/kinds/flow/recorder.ts";
import type { NodeDefinition } from "./definition.ts";

/** What is wrong with the tree of a flow's nodes and bodies, or undefined. */
export function treeProblem(nodes: readonly NodeDefinition[], bodies: readonly BodyRecord[]): string | undefined {
  if (bodies[0]?.owner !== -1) return "its first body belongs to a node";
  const claimed = new Set<number>([0]);
  for (const [id, node] of nodes.entries()) {
    if (!holdsNode(bodies, node.body, id)) return `node ${id} is in no body made before it`;
    if (node.kind === "branch" && (node.options.cases[0]?.test ?? null) === null) return `branch ${id} begins with no test`;
    for (const { node: earlier } of node.after) if (earlier >= id) return `node ${id} comes after a later one`;
    for (const body of bodiesOf(node)) {
      if (claimed.has(body) || bodies[body]?.owner !== id) return `body ${body} does not belong to node ${id}`;
      claimed.add(body);
    }
  }
  return claimed.size === bodies.length ? undefined : "a body belongs to no node";
}

function holdsNode(bodies: readonly BodyRecord[], body: number, node: number): boolean {
  const owner = bodies[body]?.owner;
  return owner !== undefined && owner < node;
}

function bodiesOf(node: NodeDefinition): readonly number[] {
  switch (node.kind) {
    case "forEach":
    case "repeatUntil":
      return [node.options.body];
    case "branch":
      return node.options.cases.map(({ body }) => body);
    default:
      return [];
  }
}
