import { didYouMean } from "../../compiler/diagnostics/suggest.ts";
import type { RunRecord } from "../../runs/run-record.ts";
import { type FoundRun, listRuns, readRun, runsFolder } from "../../runs/run-store.ts";
import { unknownRun, unusableRun } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

/** A run by its id. Throws cli/unknown-run, and cli/unusable-run where its record is damaged. */
export function findRun(root: string, id: string): Extract<FoundRun, { readonly record: RunRecord }> {
  const found = readRun(root, id);
  if (found === undefined) {
    const help =
      didYouMean(
        id,
        listRuns(root).map((run) => run.id),
      ) ?? "`millwright runs list` shows all runs.";
    throw new UsageError(unknownRun.at(null, { name: id, folder: runsFolder(root) }, { help }));
  }
  if ("problem" in found) throw new UsageError(unusableRun.at(null, { name: id, reason: `its record is damaged: ${found.problem}` }));
  return found;
}
