import type { SelectionGraph } from "./selection-graph.ts";

/** The ids themselves, and all that lies at most `steps` away in one direction; ids that the graph does not have lead nowhere. */
export function walk(
  graph: SelectionGraph,
  from: Iterable<string>,
  direction: "needs" | "neededBy",
  steps = Number.POSITIVE_INFINITY,
): ReadonlySet<string> {
  const reached = new Set(from);
  let front = [...reached];
  for (let step = 0; step < steps && front.length > 0; step++) {
    front = front.flatMap((id) => [...(graph.get(id)?.[direction] ?? [])]).filter((id) => graph.has(id) && !reached.has(id));
    for (const id of front) reached.add(id);
  }
  return reached;
}
