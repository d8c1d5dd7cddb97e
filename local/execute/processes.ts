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
import { type AttemptOptions, prepareAttempt } from "./prepare-attempt.ts";
import { canWatchProcesses, processesWith, signal } from "./process-tree.ts";
import { type RunningCommand, runCommand } from "./run-command.ts";
import { openMemoryWatch } from "./watch-memory.ts";

const runMark = "MILLWRIGHT_RUN";

export function openProcesses(options: AttemptOptions): Executor {
  const memory = openMemoryWatch();
  const running = new Map<StepInstance, RunningCommand>();
  // Told before its command was there: inputs were being copied.
  const told = new Set<StepInstance>();
  // What a part of this run left behind that was killed would go on beside its successor.
  const endAll = (): void => {
    if (canWatchProcesses()) for (const pid of processesWith(`${runMark}=${options.runId}/`)) signal(pid, "SIGKILL");
  };
  endAll();

  async function start(begin: AttemptStart): Promise<AttemptEnd> {
    const { instance, planned } = begin;
    told.delete(instance);
    const limit = planned.node.resources.memory;
    const prepared = await prepareAttempt(begin, options);
    if (told.delete(instance)) return toldBeforeStart(prepared);
    const command = runCommand({
      words: prepared.words,
      env: { ...inherited(options.environment), ...prepared.env, [runMark]: `${options.runId}/${instance.path}` },
      folder: options.folder,
      log: prepared.folder.logFile,
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
    close: endAll,
  };
}

/** This user's environment, without the secrets that are meant for steps that name them. */
function inherited(environment: AttemptOptions["environment"]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("MILLWRIGHT_")));
}
