import path from "node:path";
import type { RunRecord } from "../../runs/run-record.ts";
import type { Context } from "../context.ts";
import { print, printJson } from "../output.ts";
import { compileProject, findRoot } from "../project.ts";
import { findRun } from "../runs/find-run.ts";
import { findStoredRun, isEngineRun } from "../runs/find-stored-run.ts";
import { openRuns, withRuns } from "../runs/open-runs.ts";
import { sayRun } from "../runs/say-run.ts";

export interface RunsShowFlags {
  readonly root?: string;
  readonly json?: boolean;
}

/** Shows the steps of a run of this machine or of the store, and where their logs are. Throws cli/unknown-run, cli/unusable-run. */
export async function runsShow(this: Context, flags: RunsShowFlags, id: string): Promise<void> {
  const root = findRoot(this, flags.root);
  const stored = isEngineRun(id) ? await withRuns(this, () => storedRun(this, root, id)) : undefined;
  if (isEngineRun(id) && stored === undefined) return;
  const { record, folder } = stored === undefined ? findRun(root, id) : { record: stored, folder: root };
  if (flags.json === true) printJson(this, record);
  else print(this, ...sayRun(record, path.relative(this.folder, folder) || "."));
}

async function storedRun(context: Context, root: string, id: string): Promise<RunRecord> {
  const { compiled } = await compileProject(context, { root }, { withoutPlans: true });
  return findStoredRun(openRuns(context, root, compiled.configuration), id);
}
