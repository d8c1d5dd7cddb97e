import type { Need } from "../plan.ts";

/**
 * The nodes of a body, each after all that it needs; among equals, the order of the definition
 *
 * Where nodes wait for each other, those of the circles are missing in `order` and one circle is `circle`.
 */
export function ordered(
  nodes: readonly number[],
  needs: readonly (readonly Need[])[],
): { readonly order: readonly number[]; readonly circle: readonly number[] } {
  const done = new Set<number>();
  let waiting = [...nodes].sort((one, other) => one - other);
  while (waiting.length > 0) {
    const rest = waiting.filter((node) => {
      const isReady = needs[node]?.every((need) => done.has(need.node)) !== false;
      if (isReady) done.add(node);
      return !isReady;
    });
    if (rest.length === waiting.length) return { order: [...done], circle: circleIn(rest, needs) };
    waiting = rest;
  }
  return { order: [...done], circle: [] };
}

function circleIn(waiting: readonly number[], needs: readonly (readonly Need[])[]): readonly number[] {
  const path: number[] = [];
  let at = waiting[0];
  while (at !== undefined && !path.includes(at)) {
    path.push(at);
    at = needs[at]?.find(({ node }) => waiting.includes(node))?.node;
  }
  return at === undefined ? [] : path.slice(path.indexOf(at));
}
