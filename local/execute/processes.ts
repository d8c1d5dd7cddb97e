/**
 * The executor that runs each step's command as a process of this machine
 *
 * The image is not used. What a container would bound is bounded here: memory by watching the processes, time by signals, leftovers by ending the process group.
 */
import fs from "node:fs";
import path from "node:path";
import { typeOf } from "../../compiler/link/type-of.ts";
import type { EnvironmentValue } from "../../compiler/program.ts";
import { parseDuration, parseMemory } from "../../schema/words/quantities.ts";
import { checkOutputs } from "../check-outputs.ts";
import type { AttemptDetails, AttemptEnd, StepInstance } from "../scheduler/instance.ts";
import type { AttemptStart } from "../scheduler/machine.ts";
import { type ArtifactKinds, type AttemptFolder, openAttemptFolder, placeInputs } from "./attempt-folder.ts";
import type { Executor } from "./executor.ts";
import { canWatchProcesses, processesWith, signal } from "./process-tree.ts";
import { readOutput } from "./read-output.ts";
import { type CommandEnd, type RunningCommand, runCommand } from "./run-command.ts";
import { openMemoryWatch } from "./watch-memory.ts";

export interface ProcessOptions {
  readonly runId: string;
  /** Absolute path of the run's folder. */
  readonly run: string;
  /** Where commands are started. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A key of a secret or config map; undefined where nobody gave it. */
  readonly keyOf: (kind: "secret" | "configMap", name: string, key: string) => string | undefined;
}

const defaultGrace = 30_000;
const runMark = "MILLWRIGHT_RUN";

export function openProcesses(options: ProcessOptions): Executor {
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
    const { node } = planned;
    told.delete(instance);
    const limit = node.resources.memory;
    const folder = openAttemptFolder(options.run, instance.path, instance.attempts.length - 1);
    const details: AttemptDetails = {
      log: folder.log,
      image: node.image.reference,
      ...(limit !== undefined && { limits: { memory: limit } }),
    };
    await placeInputs(options.run, planned, begin.inputs, artifactKinds(begin), folder.path);
    if (node.checkpoint) fs.mkdirSync(folder.checkpoint, { recursive: true });
    const words = (planned.command ?? []).map((word) => begin.textOf(word, folder.path));
    const env = { ...inherited(options.environment), ...environmentOf(begin, folder), [runMark]: `${options.runId}/${instance.path}` };
    if (told.delete(instance)) return { is: "failed", reason: "Error", exitCode: 143, details };
    const command = runCommand({
      words,
      env,
      folder: options.folder,
      log: folder.logFile,
      memoryLimit: limit === undefined ? undefined : parseMemory(limit),
      graceMs: node.terminationGrace === undefined ? defaultGrace : (parseDuration(node.terminationGrace) ?? defaultGrace),
      memory,
    });
    running.set(instance, command);
    const end = await command.ended;
    running.delete(instance);
    const seen = end.peakMemoryBytes > 0 ? { ...details, peakMemoryBytes: end.peakMemoryBytes } : details;
    return endOf(begin, end, words, folder, seen);
  }

  function environmentOf({ planned, textOf }: AttemptStart, folder: AttemptFolder): Record<string, string> {
    const value = (of: EnvironmentValue): string | undefined => {
      if (typeof of === "string" || "op" in of) return textOf(of, folder.path);
      return "secret" in of ? options.keyOf("secret", of.secret, of.key) : options.keyOf("configMap", of.configMap, of.key);
    };
    return Object.fromEntries(Object.entries(planned.node.env).map(([name, of]) => [name, value(of) ?? ""]));
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
function inherited(environment: ProcessOptions["environment"]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("MILLWRIGHT_")));
}

function artifactKinds({ flow, planned }: AttemptStart): ArtifactKinds {
  return (input) => {
    const source = planned.node.inputs[input];
    const type = source === undefined ? undefined : typeOf(source, flow).type;
    return type === "artifact" || type === "artifacts" ? type : undefined;
  };
}

function endOf(
  { planned }: AttemptStart,
  end: CommandEnd,
  words: readonly string[],
  folder: AttemptFolder,
  details: AttemptDetails,
): AttemptEnd {
  const { node } = planned;
  const { exitCode } = end;
  const failed = (reason: string, message: string, code = exitCode): AttemptEnd => ({
    is: "failed",
    reason,
    exitCode: code,
    message,
    details,
  });
  if (end.notStarted !== undefined) return failed("StartError", `Command "${words[0] ?? ""}" of step "${node.name}" ${end.notStarted}.`);
  if (end.outOfMemory) return failed("OOMKilled", `Step "${node.name}" took more memory than its ${node.resources.memory}.`, 137);
  if (exitCode !== 0) return failed("Error", `Step "${node.name}" ended with exit code ${exitCode}; its log is "${folder.log}".`);
  const checked = checkOutputs(node, (output, type) => {
    const file = folder.path("output", output);
    if (type.type !== "artifact") return readOutput(file);
    return fs.existsSync(file) ? { artifact: folder.relativeOutput(output) } : undefined;
  });
  if ("problem" in checked) return failed("Error", `${checked.problem} Its log is "${folder.log}".`, 65);
  if (node.checkpoint) empty(folder.checkpoint);
  return { is: "succeeded", outputs: checked.outputs, details };
}

function empty(folder: string): void {
  for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
}
