import fs from "node:fs";
import path from "node:path";
import type { Context } from "./context.ts";
import { note } from "./output.ts";

const settleMilliseconds = 100;

export interface WatchOptions {
  readonly root: string;
  /** Absolute folders whose changes are our own. */
  readonly ignored: () => readonly string[];
  /** Gives exit code of each round. */
  readonly round: () => Promise<void>;
}

/** Runs a round at once and again whenever a file below the root changes, until it is interrupted. Changes during a round are not lost: another round follows. */
export async function watchRounds(context: Context, { root, ignored, round }: WatchOptions): Promise<void> {
  const { interrupted } = context;
  let wake: (() => void) | undefined;
  let dirty = false;
  const watcher = fs.watch(root, { recursive: true }, (_, name) => {
    if (name !== null && isIgnored(path.join(root, name), ignored())) return;
    dirty = true;
    wake?.();
  });
  const stop = () => wake?.();
  interrupted.addEventListener("abort", stop);
  context.onWatch?.();
  try {
    while (!interrupted.aborted) {
      dirty = false;
      await round();
      if (interrupted.aborted) break;
      note(context, `Watching ${root}; Ctrl-C ends.`);
      while (!dirty && !interrupted.aborted)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      // An editor writes a file in several steps, and people save several files at once.
      if (!interrupted.aborted) await new Promise((resolve) => setTimeout(resolve, settleMilliseconds));
    }
  } finally {
    interrupted.removeEventListener("abort", stop);
    watcher.close();
  }
}

function isIgnored(file: string, folders: readonly string[]): boolean {
  const parts = file.split(path.sep);
  if (parts.includes("node_modules") || parts.includes(".git") || parts.includes(".millwright")) return true;
  return file.endsWith(".tmp") || folders.some((folder) => file === folder || file.startsWith(folder + path.sep));
}
