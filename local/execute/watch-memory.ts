/**
 * Watches the memory of running commands, and ends those that take more than they may
 *
 * One look at all processes serves all commands. A peak between two looks is not seen: a kernel's limit is exact, this is not.
 */
import { canWatchProcesses, listProcesses, type ProcessEntry, proportionalMemory, signal, treeOf } from "./process-tree.ts";

export interface Watched {
  peakBytes: number;
  exceeded: boolean;
}

export interface MemoryWatch {
  /** Watches the process group of a command; `limit` in bytes. */
  readonly add: (group: number, limit: number | undefined) => Watched;
  readonly remove: (group: number) => void;
}

const lookEvery = 100;

export function openMemoryWatch(): MemoryWatch {
  const groups = new Map<number, { readonly watched: Watched; readonly limit: number | undefined }>();
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const begun = performance.now();
    const all = listProcesses();
    for (const [group, { watched, limit }] of groups) inspect(group, limit, watched, all);
    // On a machine with many processes, or a busy one, watching takes a fifth of the time at most.
    timer = setTimeout(look, Math.max(lookEvery, 4 * (performance.now() - begun)));
  };
  return {
    add(group, limit) {
      const watched: Watched = { peakBytes: 0, exceeded: false };
      groups.set(group, { watched, limit });
      if (timer === undefined && canWatchProcesses()) timer = setTimeout(look, lookEvery);
      return watched;
    },
    remove(group) {
      groups.delete(group);
      if (groups.size > 0) return;
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

function inspect(group: number, limit: number | undefined, watched: Watched, all: readonly ProcessEntry[]): void {
  const tree = treeOf(group, all);
  let memory = tree.reduce((sum, { resident }) => sum + resident, 0);
  // Forked processes share pages: only the exact figure may end a command.
  if (limit !== undefined && memory > limit && tree.length > 1) memory = proportionalMemory(tree) ?? memory;
  watched.peakBytes = Math.max(watched.peakBytes, memory);
  if (limit === undefined || memory <= limit || watched.exceeded) return;
  watched.exceeded = true;
  signal(-group, "SIGKILL");
  for (const { pid } of tree) signal(pid, "SIGKILL");
}
