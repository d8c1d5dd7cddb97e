/**
 * The executor that runs each step's command as a process of this machine
 *
 * The image is not used. What a container would bound is bounded here: memory by watching the processes, time by signals, leftovers by ending the process group.
 */
import { parseMemory } from "../../schema/words/quantities.ts";
import type { AttemptEnd, StepInstance } from "../scheduler/instance.ts";
import type { AttemptStart } from "../scheduler/machine.ts";
import { attemptEnd, toldBeforeStart } from "./attempt-end.ts";
import type { Executor } from "./executor.ts";
import { openLogPipes } from "./log-pipes.ts";
import { type AttemptOptions, prepareAttempt } from "./prepare-attempt.ts";
import { canWatchProcesses, processesWith, signal } from "./process-tree.ts";
import { type RunningCommand, runCommand } from "./run-command.ts";
import { openMemoryWatch } from "./watch-memory.ts";

const runMark = "MILLWRIGHT_RUN";

export function openProcesses(options: AttemptOptions): Executor {
  const memory = openMemoryWatch();
  const pipes = openLogPipes();
  const running = new Map<StepInstance, RunningCommand>();
  // Told before its command was there: inputs were being copied.
  const told = new Set<StepInstance>();
  const endMarked = (isMarked: (variable: string) => boolean): void => {
    if (canWatchProcesses()) for (const pid of processesWith(isMarked)) signal(pid, "SIGKILL");
  };
  const endAll = (): void => endMarked((variable) => variable.startsWith(`${runMark}=${options.runId}/`));
  // What a part of this run left behind that was killed would go on beside its successor.
  endAll();

  async function start(begin: AttemptStart): Promise<AttemptEnd> {
    const { instance, planned } = begin;
    told.delete(instance);
    const limit = planned.node.resources.memory;
    const prepared = await prepareAttempt(begin, options);
    if (told.delete(instance)) return toldBeforeStart(prepared);
    const mark = `${options.runId}/${instance.path}`;
    const command = runCommand({
      words: prepared.words,
      env: { ...inherited(options.environment), ...prepared.env, [runMark]: mark },
      folder: options.folder,
      log: prepared.folder.logFile,
      pipes,
      redactor: options.redactor,
      endLeftovers: () => endMarked((variable) => variable === `${runMark}=${mark}`),
      graceMs: prepared.graceMs,
      memory: { watch: memory, limit: limit === undefined ? undefined : parseMemory(limit) },
    });
    running.set(instance, command);
    const end = await command.ended;
    running.delete(instance);
    return attemptEnd(begin, end, prepared);
  }

  return {
    start,
    stop(instance) {
      const command = running.get(instance);
      if (command === undefined) told.add(instance);
      else command.stop();
    },
    killAll() {
      for (const command of running.values()) command.kill();
    },
    close() {
      endAll();
      pipes.close();
    },
  };
}

/** This user's environment, without the secrets that are meant for steps that name them. */
function inherited(environment: AttemptOptions["environment"]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("MILLWRIGHT_")));
}
