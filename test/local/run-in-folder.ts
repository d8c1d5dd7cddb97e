/** A run of the local engine in a folder of its own. */
import fs from "node:fs";
import path from "node:path";
import type { PlannedFlow } from "../../compiler/plan.ts";
import { dayIn } from "../../compiler/schedules/day-in.ts";
import { recorded } from "../../local/record-run.ts";
import { type RunHereOptions, runHere } from "../../local/run-here.ts";
import { momentOf } from "../../local/run-times.ts";
import type { Values } from "../../local/scheduler/scope.ts";
import type { RunRecord } from "../../runs/run-record.ts";

export interface FolderRun extends Partial<Omit<RunHereOptions, "params">> {
  /** The platform's folder. */
  readonly root: string;
  readonly id?: string;
  readonly params?: Values;
  readonly at?: number;
  readonly timezone?: string;
}

/** Runs a plan in `<root>/runs/<id>`; what a test does not say is as the command does it. */
export function runInFolder(plan: PlannedFlow, { root, id = "run", params = {}, at, timezone, ...more }: FolderRun): Promise<RunRecord> {
  const run = path.join(root, "runs", id);
  fs.mkdirSync(run, { recursive: true });
  const startedAt = Date.now();
  const never = new AbortController().signal;
  return runHere({
    plan,
    frame: {
      formatVersion: 1,
      id,
      flow: plan.flow.name,
      engine: "local",
      environment: "test",
      program: plan.programHash,
      commit: null,
      startedAt: new Date(startedAt).toISOString(),
      params: recorded(params),
      scheduledAt: momentOf(at ?? startedAt),
      scheduledDate: dayIn(at ?? startedAt, timezone ?? "UTC"),
    },
    params,
    run,
    cache: path.join(root, "cache"),
    locks: path.join(root, "locks"),
    folder: root,
    environment: process.env,
    keyOf: () => undefined,
    slots: 20,
    clock: () => Date.now(),
    answer: () => undefined,
    stop: never,
    kill: never,
    watch: () => undefined,
    say: () => undefined,
    ...more,
  });
}
