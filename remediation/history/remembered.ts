/** What the bot has to remember of a step, answered from its history. */
import type { PastAttempt, StepHistory } from "../../runs/step-history.ts";
import type { FailureClass } from "../classes.ts";

/** A run of a step: how its last attempts ended. */
interface PastRun {
  readonly run: string;
  readonly startedAt: string;
  readonly failed: readonly PastAttempt[];
  readonly succeeded: boolean;
}

function runsOf({ attempts }: StepHistory): readonly PastRun[] {
  const runs = Map.groupBy(attempts, ({ run }) => run);
  return [...runs].map(([run, all]) => {
    const last = [...Map.groupBy(all, ({ path }) => path).values()].flatMap((own) => own.at(-1) ?? []);
    const failed = last.filter(({ outcome }) => outcome === "failed");
    return {
      run,
      startedAt: all[0]?.startedAt ?? "",
      failed,
      succeeded: failed.length === 0 && last.every(({ outcome }) => outcome === "succeeded"),
    };
  });
}

const ownReason: { readonly [name in FailureClass]?: string } = {
  "mem.container_oom": "OOMKilled",
  "time.deadline": "DeadlineExceeded",
  "disk.evicted": "Evicted",
};
const told = new Set(Object.values(ownReason));

/** How many runs of the step failed like this within the hours before a moment, itself included. Where the platform has no word for a class, failures that have one are others. */
export function failuresWithin(history: StepHistory, name: FailureClass, until: string, hours: number): number {
  const end = Date.parse(until);
  const isLike = ({ reason }: PastAttempt): boolean =>
    ownReason[name] === undefined ? !told.has(reason ?? "") : reason === ownReason[name];
  return runsOf(history).filter(({ startedAt, failed }) => {
    const before = end - Date.parse(startedAt);
    return before >= 0 && before <= hours * 3_600_000 && failed.some(isLike);
  }).length;
}

/** How many runs succeeded since the last that did not. */
export function quietRuns(history: StepHistory): number {
  const runs = runsOf(history);
  return runs.length - 1 - runs.findLastIndex(({ succeeded }) => !succeeded);
}

/** The ids of runs that succeeded after a run, the earliest first; none where one failed since, or where that run is forgotten. */
export function successesAfter(history: StepHistory, run: string): readonly string[] {
  const runs = runsOf(history);
  const at = runs.findIndex((one) => one.run === run);
  const after = at < 0 ? [] : runs.slice(at + 1);
  return after.every(({ succeeded }) => succeeded) ? after.map((one) => one.run) : [];
}

/** How often the step's limit of memory, or its time, was raised without a decrease in between. */
export function raises(history: StepHistory, field: "limitMemoryBytes" | "timeoutSeconds"): number {
  let count = 0;
  let before: number | undefined;
  for (const attempt of history.attempts) {
    const now = attempt[field];
    if (now === null) continue;
    if (before !== undefined && now > before) count++;
    if (before !== undefined && now < before) count = 0;
    before = now;
  }
  return count;
}

/** Failures of a class within a day that it takes before something is proposed: what may pass by itself is waited for. */
const needed: { readonly [name in FailureClass]?: number } = {
  "time.deadline": 2,
  "hang.heartbeat": 2,
  "net.nccl": 2,
  "net.transient": 3,
  "net.rate_limit": 3,
  "node.lost": 3,
};

/** Why nothing is proposed yet; undefined where it is time. `policy` is what the config says of the class. */
export function waitsFor(
  history: StepHistory,
  name: FailureClass,
  at: string,
  policy: "off" | "report" | number | undefined,
): string | undefined {
  const wanted = typeof policy === "number" ? policy : (needed[name] ?? 1);
  const seen = failuresWithin(history, name, at, 24);
  if (seen >= wanted) return undefined;
  return `It waits: step "${history.step}" failed like this in ${seen} of the ${wanted} runs within a day that a proposal against ${name} takes.`;
}
