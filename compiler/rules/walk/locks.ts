import type { Anchor } from "../../diagnostics/diagnostic.ts";
import { type Flow, isStep, type Semaphore } from "../../program.ts";
import { ofDefinition, ofNode } from "../rule.ts";

/** A flow or step that holds locks while it runs. */
export interface Holder {
  readonly said: string;
  readonly mutexes: readonly string[];
  readonly semaphores: readonly Semaphore[];
  readonly at: (field: "mutexes" | "semaphores", index: number) => Anchor;
}

/** The flow itself. */
export function flowHolder(flow: Flow): Holder {
  const { mutexes, semaphores } = flow;
  return { said: `Flow "${flow.name}"`, mutexes, semaphores, at: (field, index) => ofDefinition(flow, field, index) };
}

/** Its steps that hold any. */
export function stepHolders(flow: Flow): readonly Holder[] {
  return flow.nodes
    .filter(isStep)
    .filter(({ mutexes, semaphores }) => mutexes.length + semaphores.length > 0)
    .map((step) => ({
      said: `Step "${step.name}"`,
      mutexes: step.mutexes,
      semaphores: step.semaphores,
      at: (field, index) => ofNode(step, field, index),
    }));
}

/** A name for a semaphore: its config map and key. */
export function semaphoreName({ configMap, key }: Semaphore): string {
  return `${configMap}/${key}`;
}
