import type { AttemptRecord, RunRecord, StepRecord } from "../../runs/run-record.ts";
import type { PastAttempt, StepHistory } from "../../runs/step-history.ts";
import { parseMemory } from "../../schema/words/quantities.ts";

/** What is remembered of one step at most: the latest. */
const mostAttempts = 1000;

export type Histories = ReadonlyMap<string, StepHistory>;

/** Names a step of a flow in an environment. */
export function stepKey({ environment, flow, step }: Pick<StepHistory, "environment" | "flow" | "step">): string {
  return [environment, flow, step].map(encodeURIComponent).join("/");
}

/** The history of each step of the records, which come in order of their start; runs that go on are passed over. Bounded memory a step. */
export async function stepHistories(records: AsyncIterable<RunRecord> | Iterable<RunRecord>): Promise<Histories> {
  const found = new Map<string, StepHistory & { readonly attempts: PastAttempt[] }>();
  for await (const record of records) {
    if (record.status === "running" || record.status === "waiting") continue;
    for (const step of record.steps) {
      const named = { environment: record.environment, flow: record.flow, step: step.step };
      const key = stepKey(named);
      const history = found.get(key) ?? { ...named, attempts: [] };
      history.attempts.push(...pastAttempts(record.id, step));
      history.attempts.splice(0, history.attempts.length - mostAttempts);
      found.set(key, history);
    }
  }
  for (const { attempts } of found.values()) attempts.sort(byStart);
  return found;
}

/** Attempts of one step instance stay in their order. */
function byStart(one: PastAttempt, other: PastAttempt): number {
  if (one.run === other.run && one.path === other.path) return one.attempt - other.attempt;
  return Date.parse(one.startedAt) - Date.parse(other.startedAt);
}

function pastAttempts(run: string, step: StepRecord): readonly PastAttempt[] {
  return step.attempts.flatMap((attempt, index) => {
    const isLast = index === step.attempts.length - 1;
    const outcome = isLast ? outcomeOf(step) : "failed";
    if (outcome === undefined || !Number.isFinite(Date.parse(attempt.startedAt))) return [];
    return [
      {
        run,
        path: step.path,
        attempt: index,
        startedAt: new Date(attempt.startedAt).toISOString(),
        seconds: secondsOf(attempt),
        outcome,
        reason: attempt.reason ?? null,
        exitCode: attempt.exitCode ?? null,
        peakMemoryBytes: attempt.peakMemoryBytes ?? null,
        limitMemoryBytes: bytesOf(attempt.limits?.memory),
        timeoutSeconds: attempt.limits?.timeoutSeconds ?? null,
        capacity: attempt.capacity ?? null,
      },
    ];
  });
}

function outcomeOf({ status }: StepRecord): PastAttempt["outcome"] | undefined {
  return status === "succeeded" || status === "failed" || status === "cancelled" ? status : undefined;
}

function secondsOf({ startedAt, finishedAt }: AttemptRecord): number | null {
  const seconds = finishedAt === undefined ? Number.NaN : (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return seconds >= 0 ? seconds : null;
}

function bytesOf(memory: string | undefined): number | null {
  if (memory === undefined) return null;
  return parseMemory(memory) ?? (/^\d{1,15}$/.test(memory) ? Number(memory) : null);
}
