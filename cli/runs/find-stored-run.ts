import type { RunRecord } from "../../runs/run-record.ts";
import type { RecordStore } from "../../runs/store/record-store.ts";
import { unknownRun, unusableRun } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

/** Whether a text names a run of an engine: "argo:ml/churn-1". */
export function isEngineRun(text: string): boolean {
  return /^[a-z][a-z0-9]{1,30}:[^\s]{1,500}$/.test(text);
}

/** A run of a store by its id. Throws cli/unknown-run, cli/unusable-run, a PlaceFault. */
export async function findStoredRun(store: RecordStore, id: string): Promise<RunRecord> {
  const found = await store.find(id);
  if (found === undefined) {
    const help = "`millwright runs list --since 7d` shows those of a week; `millwright runs import` brings more.";
    throw new UsageError(unknownRun.at(null, { name: id, folder: store.name }, { help }));
  }
  if ("problem" in found) throw new UsageError(unusableRun.at(null, { name: id, reason: `its record is damaged: ${found.problem}` }));
  return found.record;
}
