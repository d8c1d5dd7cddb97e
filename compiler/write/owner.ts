/** The process that owns a lock, told from every other one, also after it is gone. */
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { codeOf } from "./failure.ts";

export interface Owner {
  readonly pid: number;
  readonly host: string;
  /** When the process began, as its system counts; a number that a new process has taken is told from the old one by it. */
  readonly start: string;
}

/** The number of no process: a lock of nobody is there for what it announces. */
export const nobody = 0;

/** A process of this machine as an owner. */
export function ownerOf(pid: number): Owner {
  return { pid, host: hostname(), start: startOf(pid) };
}

/** The owner that a lock names, or null where it cannot be read. */
export function readOwner(value: unknown): Owner | null {
  const { pid, host, start } = (typeof value === "object" && value !== null ? value : {}) as Partial<Record<keyof Owner, unknown>>;
  if (!Number.isSafeInteger(pid) || typeof host !== "string" || typeof start !== "string") return null;
  return { pid: Number(pid), host, start };
}

/** Whether an owner is gone. One of another machine, whose processes cannot be seen, is after `longest` milliseconds since `modified`. */
export function isDead(owner: Owner, modified: number, longest: number): boolean {
  if (owner.pid <= nobody) return true;
  if (owner.host !== hostname()) return Date.now() - modified > longest;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return codeOf(error) === "ESRCH";
  }
  const start = startOf(owner.pid);
  return start !== "" && owner.start !== "" && start !== owner.start;
}

/** Makes a lock that holds the whole text from its first moment on; false where there is one already. Throws what the disk refuses. */
export function makeLock(file: string, text: string, mode = 0o666): boolean {
  const whole = `${file}.${process.pid}`;
  writeFileSync(whole, text, { mode });
  try {
    linkSync(whole, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(whole, { force: true });
  }
}

/** The moment at which a process began, in ticks since the machine did; empty where the system does not say (other than Linux). */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // Field 22; the second, the name of the program, may hold blanks and brackets.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
