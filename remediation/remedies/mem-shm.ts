import { parseMemory } from "../../schema/words/quantities.ts";
import { memoryBound } from "./memory.ts";
import { atLeast, atMost } from "./raise.ts";
import { always, type Change, type ClassRemedy, type Situation } from "./remedy.ts";
import { withinBound } from "./within-bound.ts";

/** Too little of /dev/shm. It counts to the memory, which grows by as much where the node has it. */
export const memShm: ClassRemedy = { words: always("sharedMemory", "a quarter to a half of the memory limit"), change: moreSharedMemory };

function moreSharedMemory({ step, pool }: Situation): Change | string {
  const { memory, sharedMemory: from } = step.resources;
  const limit = memory === undefined ? undefined : parseMemory(memory);
  if (memory === undefined || limit === undefined)
    return `Shared memory counts to the memory of step "${step.name}", which says none: say "resources.memory" first.`;
  const now = from === undefined ? 0 : (parseMemory(from) ?? 0);
  const node = parseMemory(memoryBound(pool)?.most ?? "") ?? Number.POSITIVE_INFINITY;
  // With as much more memory as shared memory, half of the new limit is `limit - now`; without, half of the old.
  const wanted = Math.min(now === 0 ? limit / 4 : now * 2, limit - now);
  const grows = wanted > now && limit + wanted - now <= node;
  const change = withinBound({
    path: ["resources", "sharedMemory"],
    from: from ?? null,
    to: grows ? atMost(wanted) : atMost(now === 0 ? limit / 4 : now * 2),
    formula: from === undefined ? "a quarter of the memory" : "double, at most half of the memory",
    observed: { memory, ...(from !== undefined && { sharedMemory: from }) },
    bound: grows ? null : { most: atMost(limit / 2), because: `it counts to the ${memory} of memory` },
  });
  if (typeof change === "string" || !grows) return change;
  const added = {
    path: ["resources", "memory"],
    from: memory,
    to: atLeast(limit + wanted - now),
    formula: "as much more: shared memory counts to it",
  };
  return { ...change, alongside: [added] };
}
