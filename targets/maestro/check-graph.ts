/** The graph of the steps of one workflow, as their transitions draw it. */

interface Node {
  readonly id: string;
  readonly transition: { readonly successors?: { readonly [id: string]: string } };
}

/** What is wrong with it: a successor that is not there, a step that comes after itself. */
export function graphProblem(steps: readonly Node[]): string | undefined {
  const ids = new Set(steps.map(({ id }) => id));
  for (const { id, transition } of steps) {
    const unknown = Object.keys(transition.successors ?? {}).find((after) => !ids.has(after));
    if (unknown !== undefined) return `step "${id}" leads to "${unknown}", which is not beside it`;
  }
  const ordered = inOrder(steps);
  return ordered.length === steps.length ? undefined : "steps come after each other in a circle";
}

/** The steps that are over when a step begins, by its id. */
export function stepsBefore<Step extends Node>(steps: readonly Step[]): ReadonlyMap<string, ReadonlyMap<string, Step>> {
  const before = new Map(steps.map(({ id }) => [id, new Map<string, Step>()]));
  for (const step of inOrder(steps)) {
    for (const after of Object.keys(step.transition.successors ?? {})) {
      const known = before.get(after);
      for (const [id, earlier] of before.get(step.id) ?? []) known?.set(id, earlier);
      known?.set(step.id, step);
    }
  }
  return before;
}

/** Each step after all that lead to it; those of a circle, and after it, are left out. */
function inOrder<Step extends Node>(steps: readonly Step[]): readonly Step[] {
  const waiting = new Map(steps.map(({ id }) => [id, 0]));
  for (const { transition } of steps)
    for (const after of Object.keys(transition.successors ?? {})) waiting.set(after, (waiting.get(after) ?? 0) + 1);
  const ready = steps.filter(({ id }) => waiting.get(id) === 0);
  const known = new Map(steps.map((step) => [step.id, step]));
  for (const { transition } of ready) {
    for (const after of Object.keys(transition.successors ?? {})) {
      const left = (waiting.get(after) ?? 0) - 1;
      waiting.set(after, left);
      const step = known.get(after);
      if (left === 0 && step !== undefined) ready.push(step);
    }
  }
  return ready;
}
