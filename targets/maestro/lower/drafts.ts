/** Steps in the making: how one is added, comes after others, and becomes part of the document. */
import type { Param, WrappedStep } from "../schema.ts";
import type { Lowering } from "./lowering.ts";
import { identifier, uniqueNames } from "./names.ts";
import type { Place, StepDraft, Work } from "./place.ts";

export const longestSeconds = 120 * 24 * 3600;

/** Adds a step to a place. */
export function addStep(
  lowering: Lowering,
  place: Place,
  wanted: string,
  {
    name,
    description,
    work = { kind: "nothing" },
  }: { readonly name: string; readonly description?: string | undefined; readonly work?: Work },
): StepDraft {
  const id = lowering.takeId(identifier(wanted));
  const step: StepDraft = { id, name, description, place, params: new Map(), successors: new Map(), work };
  place.steps.push(step);
  return step;
}

/** Makes `after` come after a step; a step runs where any of the conditions before it holds. */
export function connectSteps(before: StepDraft, after: StepDraft, condition = "true"): void {
  before.successors.set(after.id, condition);
}

/** Adds a parameter to a step, under a name that nothing which it can see has. */
export function addParam(lowering: Lowering, step: StepDraft, wanted: string, param: Param): string {
  const take = uniqueNames(...step.params.keys());
  let name = take(identifier(wanted));
  while (lowering.isTaken(name)) name = take(identifier(wanted));
  step.params.set(name, param);
  return name;
}

export function newPlace(outer: Place["outer"]): Place {
  return { outer, steps: [], carried: new Map() };
}

/** The steps of a place, as the document has them. */
export function wrappedSteps({ steps }: Place): readonly WrappedStep[] {
  return steps.map(wrapped);
}

function wrapped({ id, name, description, params, successors, work }: StepDraft): WrappedStep {
  const common = {
    id,
    name: name.slice(0, 256),
    ...(description !== undefined && { description }),
    transition: successors.size === 0 ? {} : { successors: Object.fromEntries(successors) },
    ...(params.size > 0 && { params: Object.fromEntries(params) }),
  };
  switch (work.kind) {
    case "nothing":
      return { step: { ...common, type: "NoOp" } };
    case "pod":
      return { step: { ...common, type: "Kubernetes", timeout: work.seconds, retry_policy: work.retry } };
    case "loop":
      return { foreach: { ...common, timeout: longestSeconds, concurrency: work.concurrency, steps: wrappedSteps(work.inner) } };
  }
}
