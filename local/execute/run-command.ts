/** Runs one command in a process group of its own, what it says in a log. */
import { spawn } from "node:child_process";
import fs from "node:fs";
import { constants } from "node:os";
import type { Redactor } from "../secrets/redactor.ts";
import type { CommandEnd } from "./attempt-end.ts";
import { openBoundedLog } from "./bounded-log.ts";
import type { LogPipe, LogPipes } from "./log-pipes.ts";
import { canWatchProcesses, listProcesses, signal, treeOf } from "./process-tree.ts";
import type { MemoryWatch } from "./watch-memory.ts";

export interface CommandOptions {
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly folder: string;
  readonly log: string;
  readonly pipes: LogPipes;
  readonly redactor: Redactor;
  readonly graceMs: number;
  /** Left out where something else bounds it. */
  readonly memory?: { readonly watch: MemoryWatch; readonly limit: number | undefined };
  /** Ends what the command left behind outside of its group, and that still has its streams. */
  readonly endLeftovers?: () => void;
}

export interface RunningCommand {
  readonly ended: Promise<CommandEnd>;
  /** SIGTERM, and after the grace SIGKILL. */
  readonly stop: () => void;
  readonly kill: () => void;
}

/** Starts a command; a command that cannot be started has ended with 126 or 127, as in a shell. Throws where its log cannot be opened. */
export function runCommand({ words, env, folder, graceMs, memory, ...options }: CommandOptions): RunningCommand {
  const [program = "", ...args] = words;
  const { pipe, finish } = openLog(options);
  try {
    const child = spawn(program, args, { cwd: folder, env, detached: true, stdio: ["ignore", pipe.writer, pipe.writer] });
    const group = child.pid;
    if (group === undefined)
      return notStarted(new Promise((resolve) => child.once("error", (error) => resolve(startProblem(error)))), finish);
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
        const end = { exitCode, outOfMemory: watched?.exceeded === true, peakMemoryBytes: watched?.peakBytes ?? 0 };
        void finish().then((logProblem) => resolve({ ...end, ...(logProblem !== undefined && { logProblem }) }));
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
    return notStarted(Promise.resolve(startProblem(error as NodeJS.ErrnoException)), finish);
  } finally {
    fs.closeSync(pipe.writer);
  }
}

const leftoverPatience = 100;
const longestDrain = 2000;

/** A pipe into the log; `finish` waits until all of it is there, and gives what is wrong with the log. */
function openLog({ log: file, pipes, redactor, endLeftovers }: Pick<CommandOptions, "log" | "pipes" | "redactor" | "endLeftovers">): {
  readonly pipe: LogPipe;
  readonly finish: () => Promise<string | undefined>;
} {
  const log = openBoundedLog(file);
  const redacting = redactor.stream();
  const pipe = pipes.open((piece) => log.write(redacting.next(piece)));
  const finish = async (): Promise<string | undefined> => {
    // Somebody who left the group may keep the stream open for ever.
    const timers = [setTimeout(() => endLeftovers?.(), leftoverPatience), setTimeout(pipe.giveUp, longestDrain)];
    await pipe.drained;
    for (const timer of timers) clearTimeout(timer);
    log.write(redacting.rest());
    return log.end();
  };
  return { pipe, finish };
}

function notStarted(problem: Promise<CommandEnd>, finish: () => Promise<string | undefined>): RunningCommand {
  const ended = problem.then(async (end) => {
    await finish();
    return end;
  });
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
