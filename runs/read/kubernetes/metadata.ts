import type { Origin } from "../observation.ts";
import { textAt } from "../shape.ts";

/** "pod/default/train-0": equal for the object and for the events about it. */
export function objectId(kind: string, namespace: string | undefined, name: string): string {
  return `${kind.toLowerCase()}/${namespace ?? "default"}/${name}`;
}

/** What our annotations on an artifact say, which lead from what ran to its definition. */
export function originOf(object: unknown): Origin {
  const annotation = (name: string): string | null => textAt(object, "metadata", "annotations", `millwright.dev/${name}`) ?? null;
  return { flow: annotation("flow"), step: annotation("step"), source: annotation("source"), program: annotation("program") };
}
