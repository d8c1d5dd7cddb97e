/** The locks that a flow or a step holds while it runs (meaning.md, rule 26). */
import type { Semaphore } from "../../compiler/program.ts";
import type { GivenKeys } from "../given-keys.ts";

export interface LockName {
  /** For a person: `mutex "heavy-fit"`. */
  readonly said: string;
  /** How many may hold it at a time. */
  readonly slots: number;
}

interface Locked {
  readonly mutexes: readonly string[];
  readonly semaphores: readonly Semaphore[];
}

/** The locks of a flow or step. A semaphore whose config map was not given is held by one at a time: that excludes more, and changes no result. */
export function locksOf({ mutexes, semaphores }: Locked, keyOf: GivenKeys): readonly LockName[] {
  return [
    ...mutexes.map((name) => ({ said: `mutex "${name}"`, slots: 1 })),
    ...semaphores.map(({ configMap, key }) => {
      const slots = semaphoreSize(keyOf("configMap", configMap, key) ?? "1");
      return { said: `semaphore "${configMap}.${key}"`, slots: slots ?? 1 };
    }),
  ];
}

/** The size that a text gives a semaphore; undefined where it gives none. */
export function semaphoreSize(text: string): number | undefined {
  return /^[1-9]\d{0,5}$/.test(text.trim()) ? Number(text) : undefined;
}
