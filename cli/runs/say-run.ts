import type { AttemptRecord, RunRecord, StepRecord } from "../../runs/run-record.ts";
import { table } from "../table.ts";

/** A run for a person: its steps as a table, then why what failed did. */
export function sayRun(record: RunRecord, folder: string): readonly string[] {
  const { steps, failures = [] } = record;
  const rows = rowsOf(steps);
  const failed = steps.filter(({ status }) => status === "failed");
  return [
    ...(rows.length === 0 ? [] : table([["STATUS", "STEP", "ATTEMPTS", "TIME"], ...rows])),
    ...failures.map(({ path, message }) => `"${path}" failed: ${message}`),
    ...failed.slice(0, mostShown).flatMap((step) => sayFailure(step, folder)),
    ...(failed.length > mostShown ? [`… and ${failed.length - mostShown} more that failed.`] : []),
    ...steps
      .filter(({ status }) => status === "waiting")
      .map(({ step }) => `"${step}" waits: --approve ${step}=yes or --approve ${step}=no`),
    `Run ${record.id}: ${record.status}.`,
  ];
}

const mostShown = 20;

/** A row a step; of items that many share a step and a status, one row for all. */
function rowsOf(steps: readonly StepRecord[]): readonly (readonly string[])[] {
  const kindOf = ({ path, status }: StepRecord): string => `${status} ${path.replaceAll(/\[\d+\]/g, "[*]")}`;
  const groups = Map.groupBy(steps, kindOf);
  const told = new Set<string>();
  return steps.flatMap((step) => {
    const kind = kindOf(step);
    const group = groups.get(kind) ?? [];
    if (group.length <= mostShown) return [[step.status, step.path, sayAttempts(step), sayTime(step)]];
    if (told.has(kind)) return [];
    told.add(kind);
    return [[step.status, kind.slice(step.status.length + 1), "", `${group.length} items`]];
  });
}

/** Why a step failed, and where its log is. */
export function sayFailure({ path, attempts, message }: StepRecord, folder: string): readonly string[] {
  const last = attempts.at(-1);
  const why = [last?.reason, last?.message ?? message].filter((part) => part !== undefined && part !== "Error").join(": ");
  return [`"${path}" failed${why === "" ? "." : `: ${why}`}`, ...(last?.log === undefined ? [] : [`  log  ${folder}/${last.log}`])];
}

function sayAttempts({ attempts }: StepRecord): string {
  return attempts.length > 1 ? String(attempts.length) : "";
}

function sayTime({ attempts }: StepRecord): string {
  const times = attempts.map(lengthOf);
  return attempts.length === 0 ? "" : sayDuration(times.reduce((sum, time) => sum + time, 0));
}

function lengthOf({ startedAt, finishedAt }: AttemptRecord): number {
  return finishedAt === undefined ? 0 : Date.parse(finishedAt) - Date.parse(startedAt);
}

/** "0.4 s", "2 min 5 s", "1 h 2 min". */
export function sayDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${Math.floor(seconds % 60)} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
