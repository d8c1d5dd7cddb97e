/**
 * The lock of a queue's folder: one server at a time
 *
 * A living owner touches it, because the processes of another machine (or of another pod, on a volume that both have in turn) cannot be seen.
 */
import fs from "node:fs";
import path from "node:path";
import { isDead, makeLock, type Owner, ownerOf, readOwner } from "../../compiler/write/owner.ts";

export interface QueueLock {
  /** Says that the owner lives; false where another has taken the lock. */
  readonly touch: () => boolean;
  readonly release: () => void;
}

/** Milliseconds after which an owner on another machine counts as gone. It touches the lock several times within them. */
export const longestSilence = 60_000;

/** Takes the lock, or gives its owner; "unknown" where the lock cannot be read and is young. Throws what the disk refuses. */
export function lockQueue(folder: string): QueueLock | { readonly owner: Owner | "unknown" } {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, "lock");
  const mine = `${JSON.stringify(ownerOf(process.pid))}\n`;
  for (let tries = 0; tries < 2; tries++) {
    if (makeLock(file, mine, 0o600)) return held(file, mine);
    const found = read(file);
    if (found === undefined) continue;
    const { owner, modified } = found;
    const isGone = owner === null ? Date.now() - modified > longestSilence : isDead(owner, modified, longestSilence);
    if (!isGone) return { owner: owner ?? "unknown" };
    // Who renames it away is the only one that does: the name of the grave is that of the dead.
    if (!bury(file, found.text)) return { owner: owner ?? "unknown" };
  }
  return { owner: read(file)?.owner ?? "unknown" };
}

/** Takes a dead owner's lock away, in turn with others who would. */
function bury(file: string, text: string): boolean {
  const turn = `${file}.turn`;
  const since = fs.statSync(turn, { throwIfNoEntry: false })?.mtimeMs;
  if (since !== undefined && Date.now() - since > 5000) fs.rmSync(turn, { force: true });
  try {
    fs.closeSync(fs.openSync(turn, "wx"));
  } catch {
    return false;
  }
  try {
    // Another may have replaced it since.
    if (read(file)?.text === text) fs.rmSync(file, { force: true });
    return true;
  } finally {
    fs.rmSync(turn, { force: true });
  }
}

function held(file: string, mine: string): QueueLock {
  const isMine = (): boolean => read(file)?.text === mine;
  return {
    touch() {
      if (!isMine()) return false;
      fs.utimesSync(file, new Date(), new Date());
      return true;
    },
    release() {
      if (isMine()) fs.rmSync(file, { force: true });
    },
  };
}

function read(file: string): { readonly text: string; readonly owner: Owner | null; readonly modified: number } | undefined {
  try {
    const text = fs.readFileSync(file, "utf8");
    const modified = fs.statSync(file).mtimeMs;
    return { text, owner: ownerIn(text), modified };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function ownerIn(text: string): Owner | null {
  try {
    return readOwner(JSON.parse(text));
  } catch {
    return null;
  }
}
