import type { AttemptRecord, RunRecord, StepRecord } from "../run-record.ts";

const ended = new Set<RunRecord["status"]>(["succeeded", "failed", "cancelled"]);

/**
 * What is known of a run after something more was heard of it
 *
 * News of a run that goes on never replaces its end; what only the older record says (a measurement, a commit) stays.
 */
export function mergeRecords(known: RunRecord, heard: RunRecord): RunRecord {
  if (ended.has(known.status) && !ended.has(heard.status)) return known;
  const program = heard.program === "" ? known.program : heard.program;
  const params = Object.keys(heard.params).length > 0 ? heard.params : known.params;
  const before = new Map(known.steps.map((step) => [step.path, step]));
  const steps = heard.steps.length > 0 ? heard.steps.map((step) => mergeSteps(before.get(step.path), step)) : known.steps;
  return { ...known, ...heard, program, params, commit: heard.commit ?? known.commit, steps };
}

function mergeSteps(known: StepRecord | undefined, heard: StepRecord): StepRecord {
  if (known === undefined) return heard;
  // Who only saw the last attempts of a pod that is gone does not take away the first.
  const attempts = heard.attempts.map((attempt) => ({ ...known.attempts.find((one) => isSame(one, attempt)), ...attempt }));
  const gone = known.attempts.filter((one) => !heard.attempts.some((attempt) => isSame(one, attempt)));
  const all = [...gone, ...attempts].sort((one, other) => (one.startedAt < other.startedAt ? -1 : one.startedAt > other.startedAt ? 1 : 0));
  return { ...known, ...heard, attempts: all };
}

function isSame(one: AttemptRecord, other: AttemptRecord): boolean {
  return (
    Date.parse(one.startedAt) === Date.parse(other.startedAt) && (one.pod === undefined || other.pod === undefined || one.pod === other.pod)
  );
}
