import type { AttemptRecord, RunRecord, StepRecord } from "../run-record.ts";

const ended = new Set<RunRecord["status"]>(["succeeded", "failed", "cancelled"]);

/**
 * What is known of a run after something more was heard of it
 *
 * News of a run that goes on never replaces its end; what only the older record says (a measurement, a commit, another pod) stays. `isPart`: a part of the run was
 * heard of, such as one of its pods, which does not tell how the whole ended where that is known.
 */
export function mergeRecords(known: RunRecord, heard: RunRecord, isPart: boolean): RunRecord {
  const isOld = ended.has(known.status) && (isPart || !ended.has(heard.status));
  const [whole, more] = isOld ? [{ ...heard, ...known }, known] : [{ ...known, ...heard }, heard];
  return {
    ...whole,
    program: heard.program === "" ? known.program : heard.program,
    params: Object.keys(heard.params).length > 0 ? heard.params : known.params,
    commit: heard.commit ?? known.commit,
    startedAt: isPart ? known.startedAt : more.startedAt,
    // What is heard of a run that has ended is old news of its steps as well, but for what a part tells of itself.
    steps: isOld && !isPart ? known.steps : mergeSteps(known.steps, heard.steps, isPart),
  };
}

/** In the order of whoever knows the whole. */
function mergeSteps(known: readonly StepRecord[], heard: readonly StepRecord[], isPart: boolean): StepRecord[] {
  const [before, after] = [byPath(known), byPath(heard)];
  const order = isPart ? [...before.keys(), ...after.keys()] : [...after.keys(), ...before.keys()];
  return [...new Set(order)].flatMap((path) => {
    const [one, other] = [before.get(path), after.get(path)];
    return one === undefined || other === undefined ? (one ?? other ?? []) : mergeStep(one, other);
  });
}

function byPath(steps: readonly StepRecord[]): ReadonlyMap<string, StepRecord> {
  return new Map(steps.map((step) => [step.path, step]));
}

/** Who only saw the last pods does not take away what the first were. */
function mergeStep(known: StepRecord, heard: StepRecord): StepRecord {
  const attempts = heard.attempts.map((attempt) => ({ ...known.attempts.find((one) => isSame(one, attempt)), ...attempt }));
  const gone = known.attempts.filter((one) => !heard.attempts.some((attempt) => isSame(one, attempt)));
  const all = [...gone, ...attempts].sort((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt));
  const isLast = attempts.length === 0 || all.at(-1) === attempts.at(-1);
  return { ...known, ...heard, status: isLast ? heard.status : known.status, attempts: all };
}

/** Engines do not agree on the second in which an attempt began: in one pod, those that overlap are one. */
function isSame(one: AttemptRecord, other: AttemptRecord): boolean {
  if (one.pod === undefined || other.pod === undefined) return Date.parse(one.startedAt) === Date.parse(other.startedAt);
  return one.pod === other.pod && beginsBeforeEndOf(one, other) && beginsBeforeEndOf(other, one);
}

function beginsBeforeEndOf(one: AttemptRecord, { startedAt, finishedAt }: AttemptRecord): boolean {
  const begun = Date.parse(one.startedAt);
  return begun === Date.parse(startedAt) || finishedAt === undefined || begun < Date.parse(finishedAt);
}
