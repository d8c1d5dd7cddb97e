/** A run on this machine, with its record kept while it goes on. */
import fs from "node:fs";
import path from "node:path";
import type { PlannedApproval, PlannedFlow } from "../compiler/plan.ts";
import { openRecordKeeper } from "../runs/keep-record.ts";
import type { RunRecord } from "../runs/run-record.ts";
import { openContainers } from "./containers/containers.ts";
import type { ContainerEngine } from "./containers/engine.ts";
import { withCache } from "./execute/cache.ts";
import type { Executor } from "./execute/executor.ts";
import { openProcesses } from "./execute/processes.ts";
import { withEarlier, withKeys, withOnly, withRedaction } from "./execute/reuse.ts";
import type { GivenKeys } from "./given-keys.ts";
import { locksOf } from "./locks/lock-name.ts";
import { type Busy, type Held, openSharedLocks } from "./locks/shared-locks.ts";
import { sharedStepLocks } from "./locks/step-locks.ts";
import { waitForLocks } from "./locks/wait-for-locks.ts";
import { attemptsOf, type RunFrame, recordOfRun } from "./record-run.ts";
import { runFlow } from "./run-flow.ts";
import type { StepInstance } from "./scheduler/instance.ts";
import type { RunStatus } from "./scheduler/machine.ts";
import type { Scheduler } from "./scheduler/scheduler.ts";
import type { Values } from "./scheduler/scope.ts";
import { openRedactor, type Redactor } from "./secrets/redactor.ts";
import { secretsOf } from "./secrets/secrets-of.ts";

export interface RunHereOptions {
  readonly plan: PlannedFlow;
  readonly frame: RunFrame & { readonly scheduledAt: string; readonly scheduledDate: string };
  readonly params: Values;
  /** Absolute path of the run's folder, which is there. */
  readonly run: string;
  /** Absolute path of the folder of stored successes. */
  readonly cache: string;
  /** Where commands are started. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly keyOf: GivenKeys;
  /** Where it is given, each step runs in a container of its image; else as a process of this machine. */
  readonly engine?: ContainerEngine;
  /** Steps at a time. */
  readonly slots: number;
  readonly clock: () => number;
  readonly answer: (instance: StepInstance, planned: PlannedApproval) => "yes" | "no" | undefined | Promise<"yes" | "no" | undefined>;
  /** The record of an earlier part of this run. */
  readonly earlier?: RunRecord;
  /** Only this step runs; `from` is the run that gives the results of the others, `fromFolder` its folder relative to this run's. */
  readonly only?: { readonly step: string; readonly from: RunRecord | undefined; readonly fromFolder: string };
  readonly stop: AbortSignal;
  readonly kill: AbortSignal;
  /** Absolute path of the folder of locks that runs share. */
  readonly locks: string;
  /** Told what a person should know at once: that a lock is waited for. */
  readonly say: (sentence: string) => void;
  /** Told now and then how things stand, and once at the end. */
  readonly watch: (scheduler: Scheduler) => void;
}

/** Runs a flow and gives its record, which lies in the run's folder, too. Rejects where the record cannot be written. */
export async function runHere(options: RunHereOptions): Promise<RunRecord> {
  const { plan, frame, clock, run, earlier } = options;
  const bySteps = new Map(earlier?.steps.map((step) => [step.path, step]));
  const failure = new AbortController();
  const redactor = openRedactor(secretsOf(plan, options.keyOf));
  const record = (scheduler: Scheduler, status: RunStatus): RunRecord => recordOfRun(frame, scheduler, status, clock(), redactor);
  const keeper = openRecordKeeper(run);
  const locks = openSharedLocks({ folder: options.locks, environment: frame.environment, runId: frame.id });
  let unwritable: unknown;
  const writing = throttled((scheduler: Scheduler) => {
    try {
      options.watch(scheduler);
      keeper.meanwhile(record(scheduler, scheduler.status()));
    } catch (error) {
      // Without a record nobody could go on with the run: it ends here.
      unwritable ??= error;
      failure.abort();
    }
  });
  const names = locksOf(plan.flow, options.keyOf);
  let held: Held | undefined;
  try {
    // So that whoever lists the runs sees this one wait.
    if (names.length > 0 && earlier === undefined) keeper.meanwhile({ ...frame, status: "running", steps: [] });
    held = await waitForLocks(locks, names, options.stop, (busy) => options.say(`The run waits for ${saidBusy(busy)}.`));
    if (held === undefined) {
      const ended = { ...(earlier ?? { ...frame, steps: [] }), status: "cancelled", finishedAt: new Date(clock()).toISOString() } as const;
      keeper.atEnd(ended);
      return ended;
    }
    const scheduler = await runFlow({
      plan,
      clock,
      executor: executorOf(options, redactor),
      run: {
        runId: frame.id,
        params: options.params,
        scheduledAt: frame.scheduledAt,
        scheduledDate: frame.scheduledDate,
        slots: options.slots,
        locks: sharedStepLocks(locks, options.keyOf, (busy, step) => options.say(`Step "${step}" waits for ${saidBusy(busy)}.`)),
        earlierAttempts: (step) => {
          const known = bySteps.get(step);
          return known === undefined ? [] : attemptsOf(known);
        },
        waitingSince: (step) => {
          const known = bySteps.get(step);
          const since = known?.status === "waiting" ? known.attempts[0]?.startedAt : undefined;
          return since === undefined ? undefined : Date.parse(since);
        },
      },
      answer: (instance, planned) => {
        if (options.only !== undefined || bySteps.get(instance.path)?.status === "succeeded") return "yes";
        return options.answer(instance, planned);
      },
      stop: options.stop,
      kill: AbortSignal.any([options.kill, failure.signal]),
      changed: writing.ask,
    }).finally(writing.end);
    if (unwritable !== undefined) throw unwritable;
    options.watch(scheduler);
    const last = record(scheduler, endOf(scheduler, options));
    keeper.atEnd(last);
    return last;
  } finally {
    held?.release();
    keeper.close();
  }
}

function saidBusy({ lock, run }: Busy): string {
  return run === undefined ? lock.said : `${lock.said}, which run ${run} holds`;
}

function executorOf(options: RunHereOptions, redactor: Redactor): Executor {
  const { frame, run, cache, folder, environment, keyOf, engine, clock, earlier, only } = options;
  const attempts = { runId: frame.id, run, folder, environment, keyOf, redactor };
  const carriedOut = engine === undefined ? openProcesses(attempts) : openContainers(engine, attempts);
  const executor = withKeys(withRedaction(carriedOut, redactor));
  if (only !== undefined) return withOnly(executor, only.step, only.from, only.fromFolder);
  const cached = withCache(executor, { folder: cache, run, clock, redactor });
  return earlier === undefined ? cached : withEarlier(cached, earlier, run);
}

function endOf(scheduler: Scheduler, { only, kill }: RunHereOptions): RunStatus {
  const status = scheduler.status();
  if (kill.aborted && status === "running") return "cancelled";
  if (only === undefined || status === "cancelled") return status;
  const own = scheduler.instances.filter(({ planned }) => planned.node.name === only.step);
  return own.length > 0 && own.every((instance) => instance.status === "succeeded") ? "succeeded" : "failed";
}

/** Does `act` now and then: at once where the last time is long enough ago, and never for more than a tenth of the time. */
function throttled<T>(act: (value: T) => void): { readonly ask: (value: T) => void; readonly end: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let next = 0;
  let latest: T | undefined;
  const now = (): void => {
    timer = undefined;
    if (latest === undefined) return;
    const begun = performance.now();
    act(latest);
    next = performance.now() + Math.max(100, 10 * (performance.now() - begun));
  };
  return {
    ask(value) {
      latest = value;
      if (timer !== undefined) return;
      const wait = next - performance.now();
      if (wait <= 0) now();
      else timer = setTimeout(now, wait);
    },
    end: () => clearTimeout(timer),
  };
}

/** Makes the folder of a new run. */
export function makeRunFolder(runs: string, id: string): string {
  const folder = path.join(runs, id);
  fs.mkdirSync(runs, { recursive: true });
  fs.mkdirSync(folder);
  return folder;
}
