/** Runs one command in a process group of its own, its output in a file. */
import { spawn } from "node:child_process";
import fs from "node:fs";
import { constants } from "node:os";
import type { CommandEnd } from "./attempt-end.ts";
import { canWatchProcesses, listProcesses, signal, treeOf } from "./process-tree.ts";
import type { MemoryWatch } from "./watch-memory.ts";

export interface CommandOptions {
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly folder: string;
  readonly log: string;
  readonly graceMs: number;
  /** Left out where something else bounds it. */
  readonly memory?: { readonly watch: MemoryWatch; readonly limit: number | undefined };
}

export interface RunningCommand {
  readonly ended: Promise<CommandEnd>;
  /** SIGTERM, and after the grace SIGKILL. */
  readonly stop: () => void;
  readonly kill: () => void;
}

/** Starts a command; a command that cannot be started has ended with 126 or 127, as in a shell. */
export function runCommand({ words, env, folder, log, graceMs, memory }: CommandOptions): RunningCommand {
  const [program = "", ...args] = words;
  const output = fs.openSync(log, "a");
  try {
    const child = spawn(program, args, { cwd: folder, env, detached: true, stdio: ["ignore", output, output] });
    const group = child.pid;
    if (group === undefined) return notStarted(new Promise((resolve) => child.once("error", (error) => resolve(startProblem(error)))));
    const watched = memory?.watch.add(group, memory.limit);
    let grace: NodeJS.Timeout | undefined;
    const ended = new Promise<CommandEnd>((resolve) => {
      child.once("error", () => undefined);
      child.once("exit", (code, name) => {
        clearTimeout(grace);
        memory?.watch.remove(group);
        // What it left behind would go with its container.
        signal(-group, "SIGKILL");
        const exitCode = code ?? 128 + (name === null ? 0 : constants.signals[name]);
        resolve({ exitCode, outOfMemory: watched?.exceeded === true, peakMemoryBytes: watched?.peakBytes ?? 0 });
      });
    });
    const kill = (): void => {
      const tree = canWatchProcesses() ? treeOf(group, listProcesses()) : [];
      signal(-group, "SIGKILL");
      for (const { pid } of tree) signal(pid, "SIGKILL");
    };
    const stop = (): void => {
      signal(-group, "SIGTERM");
      grace ??= setTimeout(kill, graceMs);
    };
    return { ended, stop, kill };
  } catch (error) {
    return notStarted(Promise.resolve(startProblem(error as NodeJS.ErrnoException)));
  } finally {
    fs.closeSync(output);
  }
}

function notStarted(ended: Promise<CommandEnd>): RunningCommand {
  return { ended, stop: () => undefined, kill: () => undefined };
}

const problems: Readonly<Record<string, readonly [exitCode: number, says: string]>> = {
  ENOENT: [127, "is not on this machine"],
  EACCES: [126, "may not be executed"],
  ENOEXEC: [126, "is no program"],
  E2BIG: [126, "has longer arguments than this machine takes"],
  EAGAIN: [126, "could not be started: this machine has no room for another process"],
};

function startProblem({ code = "", message }: NodeJS.ErrnoException): CommandEnd {
  const [exitCode, says] = problems[code] ?? [126, `could not be started: ${message}`];
  return { exitCode, outOfMemory: false, peakMemoryBytes: 0, notStarted: says };
}
