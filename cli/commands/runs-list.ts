import { type FoundRun, listRuns, liveOwner } from "../../runs/run-store.ts";
import type { Context } from "../context.ts";
import { print, printJson } from "../output.ts";
import { findRoot } from "../project.ts";
import { table } from "../table.ts";

export interface RunsListFlags {
  readonly root?: string;
  readonly json?: boolean;
}

/** Lists the runs that are kept here, the latest first; a record that is damaged is listed as such. */
export function runsList(this: Context, { root, json }: RunsListFlags): void {
  const runs = listRuns(findRoot(this, root));
  if (json === true) printJson(this, { runs: runs.map(describe) });
  else if (runs.length === 0) print(this, "No runs.");
  else print(this, ...table([["RUN", "FLOW", "STATUS", "STARTED"], ...runs.map(cells)]));
}

function describe(run: FoundRun): object {
  if ("problem" in run) return { id: run.id, problem: run.problem };
  const { id, flow, engine, environment, status, startedAt, finishedAt = null } = run.record;
  return { id, flow, engine, environment, status, interrupted: isInterrupted(run), startedAt, finishedAt };
}

function cells(run: FoundRun): readonly string[] {
  if ("problem" in run) return [run.id, "", "damaged", run.problem];
  const { id, flow, status, startedAt } = run.record;
  return [id, flow, isInterrupted(run) ? "interrupted" : status, startedAt];
}

/** Whether a run says that it is under way, and nobody drives it any more. */
function isInterrupted(run: FoundRun): boolean {
  return "record" in run && run.record.engine === "local" && run.record.status === "running" && liveOwner(run.folder) === undefined;
}
