/**
 * The executor that runs each attempt in a container of its own, of the step's image
 *
 * The container is made first and then started, so that it can be told to end from the moment that it is there. It is removed once it was asked how it ended.
 */
import { createHash } from "node:crypto";
import fs from "node:fs";
import * as z from "zod";
import { attemptEnd, type CommandEnd, toldBeforeStart } from "../execute/attempt-end.ts";
import type { Executor } from "../execute/executor.ts";
import { openLogPipes } from "../execute/log-pipes.ts";
import { type AttemptOptions, type PreparedAttempt, prepareAttempt } from "../execute/prepare-attempt.ts";
import { type RunningCommand, runCommand } from "../execute/run-command.ts";
import type { AttemptEnd, StepInstance } from "../scheduler/instance.ts";
import type { AttemptStart } from "../scheduler/machine.ts";
import { createWords, pathInside, volumeFolder } from "./create-words.ts";
import { type Answer, type ContainerEngine, steersClient } from "./engine.ts";

const labels = { run: "dev.millwright.run", step: "dev.millwright.step" };

interface Running {
  readonly container: string;
  readonly attached: RunningCommand;
  readonly graceMs: number;
  force: NodeJS.Timeout | undefined;
}

export function openContainers(engine: ContainerEngine, options: AttemptOptions): Executor {
  const running = new Map<StepInstance, Running>();
  // Told before its container was there.
  const told = new Set<StepInstance>();
  const present = new Set<string>();
  const pipes = openLogPipes();
  let isKilled = false;
  const remove = async (containers: readonly string[]): Promise<void> => {
    if (containers.length === 0) return;
    await engine.call(["rm", "--force", "--volumes", ...containers]);
    for (const container of containers) present.delete(container);
  };
  const cleared = removeLeftovers(engine, options.runId, remove);

  async function start(begin: AttemptStart): Promise<AttemptEnd> {
    const { instance } = begin;
    told.delete(instance);
    await cleared;
    const prepared = await prepareAttempt(begin, options, () => pathInside);
    const refusal = secretThatSteers(begin, prepared);
    if (refusal !== undefined) return notStarted(prepared, refusal);
    const container = nameOf(options.runId, instance);
    present.add(container);
    try {
      const made = await create(begin, prepared, container);
      if (!made.isDone)
        return notStarted(prepared, `No container could be made for step "${instance.path}": ${engine.kind} ${made.reason}.`);
      if (isKilled || told.delete(instance)) return toldBeforeStart(prepared);
      return attemptEnd(begin, await attach(instance, prepared, container), prepared);
    } finally {
      await remove([container]);
    }
  }

  function create({ instance, planned: { node } }: AttemptStart, prepared: PreparedAttempt, container: string): Promise<Answer> {
    const { words, env, folder } = prepared;
    const { run, runId } = options;
    if (node.checkpoint) fs.mkdirSync(`${folder.own}/checkpoint`, { recursive: true });
    for (const [name, volume] of Object.entries(node.volumes)) {
      const source = volumeFolder(name, volume, folder, run);
      if (source !== undefined) fs.mkdirSync(source, { recursive: true });
    }
    const marks = { [labels.run]: runId, [labels.step]: instance.path };
    const made = createWords({ engine, name: container, labels: marks, step: node, words, env, folder, run, user: thisUser() });
    const handed = Object.fromEntries(Object.entries(env).filter(([name]) => !steersClient(name)));
    return engine.call(made, { variables: handed });
  }

  async function attach(instance: StepInstance, { folder, graceMs }: PreparedAttempt, container: string): Promise<CommandEnd> {
    const attached = runCommand({
      words: [engine.program, "start", "--attach", container],
      env: engine.clientEnvironment,
      folder: options.folder,
      log: folder.logFile,
      pipes,
      redactor: options.redactor,
      graceMs,
    });
    const own: Running = { container, attached, graceMs, force: undefined };
    running.set(instance, own);
    const client = await attached.ended;
    clearTimeout(own.force);
    running.delete(instance);
    return endOf(await engine.call(["container", "inspect", "--format", "{{json .State}}", container]), client, engine.kind);
  }

  return {
    start,
    stop(instance) {
      const own = running.get(instance);
      if (own === undefined) {
        told.add(instance);
        return;
      }
      void tell(engine, own);
      own.force ??= setTimeout(() => void engine.call(["kill", own.container]), own.graceMs);
    },
    killAll() {
      isKilled = true;
      void remove([...present]);
      for (const { attached } of running.values()) attached.kill();
    },
    close() {
      void remove([...present]);
      pipes.close();
    },
  };
}

/** SIGTERM; a container that was made and does not run yet is told again. */
async function tell(engine: ContainerEngine, own: Running): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    const { isDone } = await engine.call(["kill", "--signal", "SIGTERM", own.container]);
    if (isDone) return;
    const isOver = await Promise.race([own.attached.ended.then(() => true), new Promise((resolve) => setTimeout(resolve, 250, false))]);
    if (isOver) return;
  }
}

/** Containers of a part of this run that was killed would go on beside its successor. */
async function removeLeftovers(
  engine: ContainerEngine,
  runId: string,
  remove: (containers: readonly string[]) => Promise<void>,
): Promise<void> {
  const { out } = await engine.call(["ps", "--all", "--quiet", "--filter", `label=${labels.run}=${runId}`]);
  await remove(out.split("\n").filter((line) => line !== ""));
}

const state = z.object({ ExitCode: z.int(), OOMKilled: z.boolean().optional(), Error: z.string().optional() });

/** What the engine says of a container that ended; where it says nothing, what its client ended with. */
function endOf({ isDone, out, reason }: Answer, client: CommandEnd, engine: string): CommandEnd {
  const read = state.safeParse(isDone ? jsonOf(out) : undefined);
  if (!read.success) {
    const says = `was lost: ${engine} ${isDone ? "does not say how it ended" : reason}`;
    return client.notStarted === undefined ? { ...client, exitCode: client.exitCode || 1, notStarted: says } : client;
  }
  const { ExitCode: exitCode, OOMKilled = false, Error: error = "" } = read.data;
  const outOfMemory = OOMKilled && exitCode !== 0;
  const absent = error !== "" && !outOfMemory && startFaults.find(([pattern]) => pattern.test(error));
  return {
    exitCode,
    outOfMemory,
    peakMemoryBytes: 0,
    ...(absent && { notStarted: absent[1] }),
    ...(error !== "" && !absent && exitCode >= 125 && { notStarted: `could not be started: ${error}` }),
  };
}

const startFaults: readonly (readonly [pattern: RegExp, says: string])[] = [
  [/no such file or directory|not found/i, "is not in its image"],
  [/permission denied/i, "may not be executed in its image"],
  [/exec format error/i, "is no program that this machine can run"],
];

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notStarted({ details }: PreparedAttempt, message: string): AttemptEnd {
  return { is: "failed", reason: "StartError", exitCode: 125, message, details };
}

function secretThatSteers({ planned: { node } }: AttemptStart, { secrets }: PreparedAttempt): string | undefined {
  const name = secrets.find(steersClient);
  if (name === undefined) return undefined;
  return `Variable "${name}" of step "${node.name}" holds a secret, and the container engine's own client reads that variable: give it another name.`;
}

function nameOf(runId: string, { path, attempts }: StepInstance): string {
  return `millwright-${runId}-${createHash("sha256").update(path).digest("hex").slice(0, 10)}-${attempts.length - 1}`;
}

/** Files that a container writes belong to whoever runs it here, and can be read and removed. */
function thisUser(): { readonly uid: number; readonly gid: number } | undefined {
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}
