/**
 * Locks that the runs of a platform on this machine share: a file for each place of each lock
 *
 * A place is taken by linking a file that is whole already to its name, so that of two that want it one gets it. What a process that is gone held is free.
 */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { isDead, makeLock, type Owner, ownerOf, readOwner } from "../../compiler/write/owner.ts";
import type { LockName } from "./lock-name.ts";

export interface SharedLocks {
  /** Takes all of them, or none: then it says which is not free, and who holds it. Throws what the disk refuses. */
  readonly take: (locks: readonly LockName[]) => Held | Busy;
}

export interface Held {
  readonly release: () => void;
}

export interface Busy {
  readonly lock: LockName;
  /** The run that holds it; undefined where the file does not say. */
  readonly run: string | undefined;
}

export interface SharedLocksOptions {
  /** Absolute path of the folder of all locks. */
  readonly folder: string;
  /** Locks of other environments are others. */
  readonly environment: string;
  readonly runId: string;
}

/** How long the file lies at most that says that somebody replaces a dead holder, in milliseconds. */
const longestTurn = 1000;

export function openSharedLocks({ folder, environment, runId }: SharedLocksOptions): SharedLocks {
  const text = `${JSON.stringify({ formatVersion: 1, ...ownerOf(process.pid), run: runId })}\n`;
  const takePlace = (file: string): boolean => {
    if (makeLock(file, text)) return true;
    const holder = readHolder(file);
    if (holder === undefined || !isDead(holder.owner, 0, Infinity)) return false;
    return inTurn(`${file}.turn`, () => {
      // Another may have replaced it since.
      if (readHolder(file)?.text === holder.text) fs.rmSync(file, { force: true });
      return makeLock(file, text);
    });
  };
  const take = (lock: LockName): Held | Busy => {
    const name = createHash("sha256").update(`${environment}\0${lock.said}`).digest("hex").slice(0, 24);
    const places = Array.from({ length: lock.slots }, (_, place) => path.join(folder, `${name}.${place}`));
    const taken = places.find(takePlace);
    if (taken !== undefined) return { release: () => fs.rmSync(taken, { force: true }) };
    return { lock, run: places.map(readHolder).find((holder) => holder !== undefined)?.run };
  };
  return {
    take(locks) {
      if (locks.length > 0) fs.mkdirSync(folder, { recursive: true });
      const held: Held[] = [];
      const release = (): void => {
        for (const each of held) each.release();
      };
      for (const lock of locks) {
        const taken = take(lock);
        if ("lock" in taken) {
          release();
          return taken;
        }
        held.push(taken);
      }
      return { release };
    },
  };
}

interface Holder {
  readonly text: string;
  readonly owner: Owner;
  readonly run: string | undefined;
}

function readHolder(file: string): Holder | undefined {
  try {
    const text = fs.readFileSync(file, "utf8");
    const value = JSON.parse(text) as { readonly run?: unknown };
    const owner = readOwner(value);
    return owner === null ? undefined : { text, owner, run: typeof value.run === "string" ? value.run : undefined };
  } catch {
    return undefined;
  }
}

/** Does `act` while no other process does; false where one does now. */
function inTurn(turn: string, act: () => boolean): boolean {
  try {
    fs.closeSync(fs.openSync(turn, "wx"));
  } catch {
    const since = fs.statSync(turn, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > longestTurn) fs.rmSync(turn, { force: true });
    return false;
  }
  try {
    return act();
  } finally {
    fs.rmSync(turn, { force: true });
  }
}
