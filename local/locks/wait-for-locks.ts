import { setTimeout } from "node:timers/promises";
import type { LockName } from "./lock-name.ts";
import type { Busy, Held, SharedLocks } from "./shared-locks.ts";

const pause = 250;

/** Waits until all locks are free and takes them; undefined where it was told to end before. `busy` is told of each lock that is not free, once. */
export async function waitForLocks(
  locks: SharedLocks,
  names: readonly LockName[],
  end: AbortSignal,
  busy: (found: Busy) => void,
): Promise<Held | undefined> {
  const told = new Set<string>();
  while (!end.aborted) {
    const taken = locks.take(names);
    if ("release" in taken) return taken;
    const place = `${taken.lock.said} ${taken.run ?? ""}`;
    if (!told.has(place)) busy(taken);
    told.add(place);
    await setTimeout(pause, undefined, { signal: end }).catch(() => undefined);
  }
  return undefined;
}
