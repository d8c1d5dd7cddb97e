/** The run records that are kept in `.millwright/runs/`, one folder a run. */
import fs from "node:fs";
import path from "node:path";
import { type RunRecord, readRecord } from "./run-record.ts";

/** A run that was found: its record, or why there is none. */
export type FoundRun =
  | { readonly id: string; readonly folder: string; readonly record: RunRecord }
  | { readonly id: string; readonly folder: string; readonly problem: string };

/** The folder of all runs of a platform. */
export function runsFolder(root: string): string {
  return path.join(root, ".millwright", "runs");
}

/** Whether a text can name a run of this machine: it is a folder's name, never a path, nor the folder of records that were imported. */
export function isRunId(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(text) && text !== "store";
}

/** All runs of a platform, the latest first. */
export function listRuns(root: string): readonly FoundRun[] {
  const folder = runsFolder(root);
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const found = names.filter(isRunId).flatMap((id) => readRun(root, id) ?? []);
  const startOf = (run: FoundRun): string => ("record" in run ? run.record.startedAt : "");
  return found.sort((one, other) => (startOf(one) < startOf(other) ? 1 : startOf(one) > startOf(other) ? -1 : one.id < other.id ? 1 : -1));
}

/** A run by its id; undefined where there is none. */
export function readRun(root: string, id: string): FoundRun | undefined {
  const folder = path.join(runsFolder(root), id);
  const file = path.join(folder, "run.json");
  if (!isRunId(id) || !fs.existsSync(folder) || !fs.statSync(folder).isDirectory()) return undefined;
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { id, folder, problem: code === "ENOENT" ? 'it has no "run.json"' : '"run.json" is no JSON' };
  }
  const read = readRecord(text);
  return { id, folder, ...("record" in read ? read : { problem: `"run.json" ${read.problem}` }) };
}

/** Writes the record whole: beside itself, then renamed. Throws what the disk refuses. */
export function writeRun(folder: string, record: RunRecord): void {
  const file = path.join(folder, "run.json");
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    fs.writeFileSync(temporary, `${JSON.stringify(record, null, 1)}\n`);
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

const ownerFile = "owner";

/** Makes this process the one that drives a run; gives the process that does already, if it is alive. */
export function claimRun(folder: string): { readonly owner: number } | undefined {
  const owner = liveOwner(folder);
  if (owner !== undefined && owner !== process.pid) return { owner };
  fs.writeFileSync(path.join(folder, ownerFile), `${process.pid}\n`);
  return undefined;
}

export function releaseRun(folder: string): void {
  fs.rmSync(path.join(folder, ownerFile), { force: true });
}

/** The process that drives a run, or undefined where none is alive: the run ended, or was killed. */
export function liveOwner(folder: string): number | undefined {
  try {
    const owner = Number(fs.readFileSync(path.join(folder, ownerFile), "utf8"));
    if (!Number.isSafeInteger(owner) || owner <= 0) return undefined;
    process.kill(owner, 0);
    return owner;
  } catch (error) {
    // A process of another user is alive, too.
    return (error as NodeJS.ErrnoException).code === "EPERM" ? Number.NaN : undefined;
  }
}
