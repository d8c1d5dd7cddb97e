import path from "node:path";
import type { Context } from "../context.ts";
import { print, printJson } from "../output.ts";
import { findRoot } from "../project.ts";
import { findRun } from "../runs/find-run.ts";
import { sayRun } from "../runs/say-run.ts";

export interface RunsShowFlags {
  readonly root?: string;
  readonly json?: boolean;
}

/** Shows a run's steps and where their logs are. Throws cli/unknown-run, cli/unusable-run. */
export function runsShow(this: Context, flags: RunsShowFlags, id: string): void {
  const { record, folder } = findRun(findRoot(this, flags.root), id);
  if (flags.json === true) printJson(this, record);
  else print(this, ...sayRun(record, path.relative(this.folder, folder) || "."));
}
