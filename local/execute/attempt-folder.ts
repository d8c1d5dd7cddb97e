/** Where an attempt's files lie: `steps/<path>/<attempt>/inputs|outputs/<name>` in the run's folder, its log beside. */
import fs from "node:fs";
import path from "node:path";
import type { PlannedStep } from "../../compiler/plan.ts";
import type { Known, Value } from "../evaluate-expression.ts";
import type { Values } from "../scheduler/scope.ts";

export interface AttemptFolder {
  /** Absolute: what holds the inputs and outputs. */
  readonly own: string;
  /** Relative to the run's folder. */
  readonly log: string;
  readonly logFile: string;
  readonly path: Known["path"];
  /** The place of an output, relative to the run's folder. */
  readonly relativeOutput: (name: string) => string;
  readonly checkpoint: string;
}

/** Makes the empty folder of an attempt; `number` counts from 0 over all attempts that the record knows. */
export function openAttemptFolder(run: string, instancePath: string, number: number): AttemptFolder {
  const own = `steps/${instancePath}/${number}`;
  const folder = path.join(run, own);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(path.join(folder, "outputs"), { recursive: true });
  const checkpoint = path.join(run, "checkpoints", instancePath);
  const log = `${own}.log`;
  fs.writeFileSync(path.join(run, log), "");
  return {
    own: folder,
    log,
    logFile: path.join(run, log),
    path: (of, name) => (of === "checkpoint" ? checkpoint : path.join(folder, `${of}s`, name)),
    relativeOutput: (name) => `${own}/outputs/${name}`,
    checkpoint,
  };
}

/** Puts copies of a step's input artifacts in place: what a step does to them must not reach others. */
export async function placeInputs(
  run: string,
  { node }: PlannedStep,
  inputs: Values,
  kinds: ArtifactKinds,
  pathOf: Known["path"],
): Promise<void> {
  for (const name of Object.keys(node.inputs)) {
    const kind = kinds(name);
    if (kind === undefined) continue;
    const target = pathOf("input", name);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    await place(run, inputs[name], target);
  }
}

/** Whether an input is an artifact, or gathered ones. */
export type ArtifactKinds = (input: string) => "artifact" | "artifacts" | undefined;

async function place(run: string, value: Value, target: string): Promise<void> {
  if (Array.isArray(value)) {
    await fs.promises.mkdir(target, { recursive: true });
    for (const [index, member] of value.entries()) await place(run, member as Value, path.join(target, String(index).padStart(5, "0")));
  } else if (typeof value === "string") {
    await fs.promises.cp(path.join(run, value), target, { recursive: true, mode: fs.constants.COPYFILE_FICLONE, verbatimSymlinks: true });
  }
}
