/** The words that make a container for one attempt of a step. */
import path from "node:path";
import type { Step, Volume } from "../../compiler/program.ts";
import { parseCpu, parseMemory } from "../../schema/words/quantities.ts";
import type { AttemptFolder } from "../execute/attempt-folder.ts";
import { type ContainerEngine, steersClient } from "./engine.ts";

export interface ContainerOptions {
  readonly engine: Pick<ContainerEngine, "kind" | "isRootless">;
  readonly name: string;
  /** What finds the containers of a run again, and says what each is for. */
  readonly labels: Readonly<Record<string, string>>;
  readonly step: Step;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly folder: AttemptFolder;
  /** Absolute path of the run's folder. */
  readonly run: string;
  /** Who runs this, and is to own the files that the container writes; undefined where this system does not say. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
}

/** Where a command in a container finds its files: as on every other engine that runs it in one. */
const inside = "/millwright";

/** The path of a file as the command in the container sees it. */
export function pathInside(of: "input" | "output" | "checkpoint", name: string): string {
  return of === "checkpoint" ? `${inside}/checkpoint` : `${inside}/${of}s/${name}`;
}

/** What follows the program's name: `create …`. */
export function createWords(options: ContainerOptions): readonly string[] {
  const { engine, name, labels, step, words, env, user } = options;
  const [entrypoint = "", ...rest] = words;
  return [
    "create",
    ...["--name", name],
    ...Object.entries(labels).flatMap(([label, value]) => ["--label", `${label}=${value}`]),
    // Signals reach the command, as in a pod, where it is not the first process either.
    "--init",
    // The attempt's own log has it all, and is bounded.
    ...["--log-driver", "none", "--no-healthcheck"],
    ...["--pull", "never"],
    ...sizes(step),
    ...userWords(engine, user),
    ...variables(env),
    ...mounts(options),
    ...["--entrypoint", entrypoint, step.image.reference, ...rest],
  ];
}

/** Memory is bounded and takes no swap, as a pod's; processors are a share and no bound, as a request is. */
function sizes({ resources: { memory, cpu, sharedMemory } }: Step): readonly string[] {
  const [bytes, thousandths] = [memory && parseMemory(memory), cpu === undefined ? undefined : parseCpu(cpu)];
  return [
    ...(typeof bytes === "number" ? ["--memory", String(bytes), "--memory-swap", String(bytes)] : []),
    ...(thousandths === undefined ? [] : ["--cpu-shares", String(Math.max(2, Math.round((thousandths * 1024) / 1000)))]),
    ...(sharedMemory === undefined ? [] : ["--shm-size", String(parseMemory(sharedMemory))]),
  ];
}

/** The user of this machine, in place of the image's: its files can be read, and removed, by who runs the flow. */
function userWords({ kind, isRootless }: ContainerOptions["engine"], user: ContainerOptions["user"]): readonly string[] {
  // Where SELinux guards files, a container sees none of them otherwise.
  const labelled = kind === "podman" ? ["--security-opt", "label=disable"] : [];
  if (user === undefined) return labelled;
  const own = `${user.uid}:${user.gid}`;
  if (!isRootless) return [...labelled, "--user", own];
  return [...labelled, ...(kind === "podman" ? ["--userns", "keep-id", "--user", own] : ["--user", "0:0"])];
}

/** By name, so that no value stands on a command line that others of the machine can read; save where the name would steer the client. */
function variables(env: ContainerOptions["env"]): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) => ["--env", steersClient(name) ? `${name}=${value}` : name]);
}

function mounts({ step, folder, run }: ContainerOptions): readonly string[] {
  return [
    ...mount(folder.own, inside),
    ...(step.checkpoint ? mount(folder.checkpoint, `${inside}/checkpoint`) : []),
    ...Object.entries(step.volumes).flatMap(([name, volume]) => {
      const source = volumeFolder(name, volume, folder, run);
      return source === undefined ? [] : mount(source, volume.mountAt, volume.readOnly);
    }),
  ];
}

/** The folder that stands for a volume; undefined where only a cluster has it. */
export function volumeFolder(name: string, volume: Volume, { own }: AttemptFolder, run: string): string | undefined {
  if ("empty" in volume) return path.join(own, "volumes", name);
  return "perRun" in volume ? path.join(run, "volumes", name) : undefined;
}

function mount(source: string, target: string, readOnly = false): readonly string[] {
  // The option is read as a line of CSV.
  const field = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const parts = ["type=bind", field(`source=${source}`), field(`target=${target}`), ...(readOnly ? ["readonly"] : [])];
  return ["--mount", parts.join(",")];
}
