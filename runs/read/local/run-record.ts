import { type AttemptRecord, type RunRecord, runRecord, type StepRecord } from "../../run-record.ts";
import { factOf, type Observation, type Outcome, type Subject, subjectOf } from "../observation.ts";

/** A run record of ours: one subject a step that failed, or the run where none did. */
export function localRunRecord(document: unknown): Observation | undefined {
  const parsed = runRecord.safeParse(document);
  if (!parsed.success) return undefined;
  const record = parsed.data;
  const failed = record.steps.filter(({ status }) => status === "failed");
  const subjects = failed.length > 0 ? failed.map((step) => stepSubject(record, step)) : [wholeSubject(record)];
  return { source: "local", subjects, runs: () => [{ ...record, named: null, namespace: null, isPart: false }] };
}

function wholeSubject({ id, flow, status, failures = [] }: RunRecord): Subject {
  const outcomes: Readonly<Record<RunRecord["status"], Outcome>> = {
    succeeded: "succeeded",
    failed: "failed",
    cancelled: "unknown",
    running: "running",
    waiting: "running",
  };
  return subjectOf(`run/${id}`, {
    name: id,
    outcome: outcomes[status],
    facts: failures.map(({ message }) => factOf("status", { message })),
    origin: { flow, step: null, source: null, program: null },
  });
}

function stepSubject({ id, flow, environment, program, steps }: RunRecord, step: StepRecord): Subject {
  const attempt = step.attempts.at(-1);
  const peaks = steps
    .filter((other) => other.step === step.step)
    .flatMap(({ attempts }) => attempts.flatMap(({ peakMemoryBytes = 0 }) => peakMemoryBytes));
  const peak = Math.max(0, ...peaks);
  return subjectOf(`run/${id}/${step.path}`, {
    name: step.path,
    outcome: "failed",
    facts: attempt === undefined ? [factOf("status", { message: step.message ?? "" })] : [attemptFact(attempt, step.message)],
    origin: { flow, step: step.step, source: null, program, environment },
    asked: {
      ...(attempt?.limits?.memory !== undefined && { memory: attempt.limits.memory }),
      ...(attempt?.image !== undefined && { image: attempt.image }),
      ...(attempt?.node !== undefined && { node: attempt.node }),
    },
    measured: peak > 0 ? { peakMemoryBytes: peak } : {},
    logs: attempt?.log === undefined ? [] : [attempt.log],
  });
}

function attemptFact({ reason, exitCode, message }: AttemptRecord, said: string | undefined) {
  return factOf("status", { reason: reason ?? null, exitCode: exitCode ?? null, message: message ?? said ?? "" });
}
