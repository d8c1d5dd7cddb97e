/** The processes of this machine, as Linux shows them under /proc. */
import fs from "node:fs";

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Resident memory in bytes; memory that several share counts for each. */
  readonly resident: number;
}

const pageBytes = 4096;

/** Whether this machine shows its processes. */
export function canWatchProcesses(): boolean {
  return fs.existsSync("/proc/self/stat");
}

/** All processes; those that end meanwhile are left out. */
export function listProcesses(): readonly ProcessEntry[] {
  const found: ProcessEntry[] = [];
  for (const name of fs.readdirSync("/proc")) {
    const entry = /^\d+$/.test(name) ? readProcess(Number(name)) : undefined;
    if (entry !== undefined) found.push(entry);
  }
  return found;
}

function readProcess(pid: number): ProcessEntry | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command may hold blanks and parentheses; fields follow its last one.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { pid, parent: Number(fields[1]), group: Number(fields[2]), resident: Number(fields[21]) * pageBytes };
  } catch {
    return undefined;
  }
}

/** The processes of a group and all that descend from them, in other groups too. */
export function treeOf(group: number, all: readonly ProcessEntry[]): readonly ProcessEntry[] {
  const members = new Set(all.filter((entry) => entry.group === group || entry.pid === group));
  const children = Map.groupBy(all, ({ parent }) => parent);
  for (const { pid } of members) for (const child of children.get(pid) ?? []) members.add(child);
  return [...members];
}

/** Memory of processes in bytes, each page counted once; undefined where the system does not say. */
export function proportionalMemory(processes: readonly ProcessEntry[]): number | undefined {
  let total = 0;
  for (const { pid } of processes) {
    try {
      const [, kilobytes] = /^Pss:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, "utf8")) ?? [];
      if (kilobytes === undefined) return undefined;
      total += Number(kilobytes) * 1024;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" && (error as NodeJS.ErrnoException).code !== "ESRCH") return undefined;
    }
  }
  return total;
}

/** Processes in whose environment something is as asked ("NAME=value"), and which this user may end. */
export function processesWith(isMarked: (variable: string) => boolean): readonly number[] {
  const found: number[] = [];
  for (const name of fs.readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (fs.readFileSync(`/proc/${name}/environ`, "latin1").split("\0").some(isMarked)) found.push(Number(name));
    } catch {
      // It ended, or it is another user's.
    }
  }
  return found;
}

/** Sends a signal to a process, or to a group where the number is negative; one that is gone is no error. */
export function signal(target: number, name: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(target, name);
  } catch {
    // It ended by itself.
  }
}
