import { type FoundRun, listRuns, liveOwner } from "../../runs/run-store.ts";
import { parseDuration } from "../../schema/words/quantities.ts";
import type { Context } from "../context.ts";
import { print, printJson } from "../output.ts";
import { compileProject, findRoot } from "../project.ts";
import { openRuns, withRuns } from "../runs/open-runs.ts";
import { table } from "../table.ts";
import { badOption } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

export interface RunsListFlags {
  readonly root?: string;
  readonly since?: string;
  readonly json?: boolean;
}

/**
 * Lists the runs of this machine, and with `--since` those of the store that began within that time, the latest first; a record that is damaged is listed as such
 *
 * Throws cli/no-config, cli/bad-option.
 */
export async function runsList(this: Context, { root, since, json }: RunsListFlags): Promise<void> {
  const folder = findRoot(this, root);
  const runs = since === undefined ? listRuns(folder) : await withRuns(this, () => runsSince(this, folder, since));
  if (runs === undefined) return;
  if (json === true) printJson(this, { runs: runs.map(describe) });
  else if (runs.length === 0) print(this, "No runs.");
  else print(this, ...table([["RUN", "FLOW", "STATUS", "STARTED"], ...runs.map(cells)]));
}

async function runsSince(context: Context, root: string, since: string): Promise<readonly FoundRun[]> {
  const span = parseDuration(since);
  if (span === undefined)
    throw new UsageError(badOption.at(null, { option: "--since", found: since, expected: 'a duration such as "24h"' }));
  const moment = new Date(context.now().getTime() - span).toISOString();
  const { compiled } = await compileProject(context, { root }, { withoutPlans: true });
  const own = listRuns(root).filter((run) => !("record" in run) || Date.parse(run.record.startedAt) >= Date.parse(moment));
  const kept: FoundRun[] = [];
  for await (const run of openRuns(context, root, compiled.configuration).since(moment))
    kept.push("record" in run ? { id: run.record.id, folder: "", record: run.record } : { id: run.key, folder: "", problem: run.problem });
  const startOf = (run: FoundRun): number => ("record" in run ? Date.parse(run.record.startedAt) : Number.POSITIVE_INFINITY);
  return [...own, ...kept].sort((one, other) => startOf(other) - startOf(one));
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
