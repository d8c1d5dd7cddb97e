import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { readJson } from "../text/json.ts";
import type { Disk } from "./disk.ts";
import { codeOf } from "./failure.ts";
import { isDead, nobody, type Owner, ownerOf, readOwner } from "./owner.ts";
import { listName, lockName, temporaryName, turnName } from "./paths.ts";

/** A file that a build is about to write, with the hash of its text: whoever finds it after a crash knows whose it is. */
export interface Intent {
  readonly path: string;
  readonly sha256: string;
}

export interface Lock {
  /** Whether an owner had died, and left what it was doing. */
  readonly tookOver: boolean;
  /** Whether the lock is still ours: false if another build took us for dead. */
  isHeld(): boolean;
  /** Says what will be written, before it is. */
  announce(intents: readonly Intent[]): void;
  release(): void;
  /** Gives the lock up with the work undone: what a dead owner had announced stays for the next build. */
  abandon(): void;
}

export interface LockOptions {
  /** How long a living owner is waited for, in milliseconds. */
  readonly wait: number;
}

/** A build takes seconds. A lock of another machine, whose processes cannot be seen, is dead after this many milliseconds. */
const longestBuild = 10 * 60_000;
/** How long a build may take to replace a lock, and how long is waited for another that was stopped while it did. */
const longestTurn = 1000;
const settling = 60;
export const pause = 40;
/** A lock names every file that is about to be written. */
const mostBytes = 100_000_000;

/**
 * Takes the one lock of an output folder, or gives back who holds it.
 *
 * The lock of a process that is gone is taken over, with what it had announced. One that cannot be read (its owner died in the middle of writing it)
 * counts as dead when the wait is over.
 */
export async function takeLock(disk: Disk, folder: string, intents: readonly Intent[], { wait }: LockOptions): Promise<Lock | Owner> {
  const path = join(folder, lockName);
  const begin = performance.now();
  for (;;) {
    const mine = lockText(intents);
    if (tryCreate(disk, path, mine)) return heldLock(disk, folder, mine, null);
    const found = readLock(disk, folder);
    if (found === null) continue;
    const late = performance.now() - begin >= wait;
    if (found.owner === null ? late : isDead(found.owner, found.modified, longestBuild)) {
      const text = lockText([...found.intents, ...intents]);
      if (replace(disk, folder, text, found.text)) {
        await setTimeout(settling);
        if (isText(disk, path, text)) return heldLock(disk, folder, text, found.intents);
      }
    } else if (late && found.owner !== null) return found.owner;
    await setTimeout(pause);
  }
}

/** What a lock says, and its whole text; an owner of null cannot be read. Nothing in it is believed but by hash. */
interface Found {
  readonly text: string;
  readonly owner: Owner | null;
  readonly intents: readonly Intent[];
  readonly modified: number;
}

/** Reads the lock that lies in a folder, if there is one. */
export function readLock(disk: Disk, folder: string): Found | null {
  const path = join(folder, lockName);
  try {
    const entry = disk.look(path);
    if (entry === null) return null;
    const text = entry.kind === "file" ? Buffer.from(disk.read(path)).toString("utf8") : "";
    const { value } = readJson(text, lockName, { most: mostBytes });
    const { intents } = (typeof value === "object" && value !== null ? value : {}) as { readonly intents?: unknown };
    return { text, owner: readOwner(value), intents: Array.isArray(intents) ? intents.filter(isIntent) : [], modified: entry.modified };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

/** Gives what changes whenever a build works in the folder: the mark of the list, and whether the lock is held by a process that lives. */
export function watchBuilds(disk: Disk, folder: string): { readonly list: string | null; readonly isBusy: boolean } {
  const lock = readLock(disk, folder);
  const isBusy = lock !== null && (lock.owner === null || !isDead(lock.owner, lock.modified, longestBuild));
  return { list: disk.look(join(folder, listName))?.stamp ?? null, isBusy };
}

function isIntent(value: unknown): value is Intent {
  return (
    typeof value === "object" &&
    value !== null &&
    "path" in value &&
    typeof value.path === "string" &&
    "sha256" in value &&
    typeof value.sha256 === "string"
  );
}

function lockText(intents: readonly Intent[], pid = process.pid): string {
  const owner = ownerOf(pid);
  const distinct = new Map(intents.map((intent) => [`${intent.sha256} ${intent.path}`, { path: intent.path, sha256: intent.sha256 }]));
  return `${JSON.stringify({ formatVersion: 1, ...owner, intents: [...distinct.values()] })}\n`;
}

function tryCreate(disk: Disk, path: string, text: string): boolean {
  try {
    disk.create(path, text);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    // On a full disk an empty file may be left, which would hold up the next build.
    if (disk.look(path)?.size === 0) disk.remove(path);
    throw error;
  }
}

/**
 * Puts our lock in the place of a dead one, if it is still that one: its owner may have ended well after the lock was read, and another have taken it.
 *
 * One build at a time does so. The file that says which lies there for an instant; one that lies longer is of a build that died just then.
 */
function replace(disk: Disk, folder: string, text: string, dead: string): boolean {
  const path = join(folder, lockName);
  const turn = join(folder, turnName);
  if (!tryCreate(disk, turn, "")) {
    const { modified } = disk.look(turn) ?? {};
    if (modified !== undefined && Date.now() - modified > longestTurn) disk.remove(turn);
    return false;
  }
  const isThere = isText(disk, path, dead);
  if (isThere) put(disk, folder, path, text);
  disk.remove(turn);
  return isThere;
}

function put(disk: Disk, folder: string, path: string, text: string): void {
  const temporary = join(folder, temporaryName(0));
  if (disk.look(temporary) !== null) disk.remove(temporary);
  disk.create(temporary, text);
  disk.rename(temporary, path);
}

/** `inherited` is what a dead owner had announced; it stays announced until all is done. */
function heldLock(disk: Disk, folder: string, first: string, inherited: readonly Intent[] | null): Lock {
  const path = join(folder, lockName);
  let text = first;
  return {
    tookOver: inherited !== null,
    isHeld: () => isText(disk, path, text),
    announce(intents) {
      const next = lockText([...(inherited ?? []), ...intents]);
      if (next === text || !isText(disk, path, text)) return;
      put(disk, folder, path, next);
      text = next;
    },
    release() {
      if (isText(disk, path, text)) disk.remove(path);
    },
    abandon() {
      if (!isText(disk, path, text)) return;
      if (inherited === null || inherited.length === 0) disk.remove(path);
      else put(disk, folder, path, lockText(inherited, nobody));
    },
  };
}

function isText(disk: Disk, path: string, text: string): boolean {
  try {
    return Buffer.from(disk.read(path)).toString("utf8") === text;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}
