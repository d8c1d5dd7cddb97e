import { expect, it } from "vitest";
import { handledKey, healed, readHandled, withHandled } from "../../remediation/history/handled.ts";
import { failuresWithin, quietRuns, raises, successesAfter, waitsFor } from "../../remediation/history/remembered.ts";
import { stepHistories, stepKey } from "../../remediation/history/step-histories.ts";
import type { AttemptRecord, RunRecord, StepRecord } from "../../runs/run-record.ts";
import type { StepHistory } from "../../runs/step-history.ts";

type End = Partial<AttemptRecord>;

/** A run of step "fit" an hour, each with its attempts; one that is empty succeeded. */
function record(hour: number, ends: readonly End[], more: Partial<RunRecord> = {}): RunRecord {
  const startedAt = new Date(Date.UTC(2026, 10, 1, hour)).toISOString();
  const finishedAt = new Date(Date.UTC(2026, 10, 1, hour, 30)).toISOString();
  const status = Object.keys(ends.at(-1) ?? {}).some((name) => name === "reason" || name === "exitCode") ? "failed" : "succeeded";
  const step: StepRecord = {
    ...{ step: "fit", path: "fit", status, inputs: {}, outputs: {} },
    attempts: ends.map((end) => ({ startedAt, finishedAt, ...end })),
  };
  return {
    ...{ formatVersion: 1, id: `run-${hour}`, flow: "churn", engine: "argo", environment: "prod", program: "1", commit: null },
    ...{ status, startedAt, params: {}, steps: [step], ...more },
  };
}

const names = { environment: "prod", flow: "churn", step: "fit" };

async function historyOf(...records: readonly RunRecord[]): Promise<StepHistory> {
  return (await stepHistories(records)).get(stepKey(names)) ?? { ...names, attempts: [] };
}

const killed = { reason: "OOMKilled", exitCode: 137 };
const late = { reason: "DeadlineExceeded" };
const reset = { reason: "Error", exitCode: 1 };

it("makes attempts of records: an attempt before the last has failed, sizes are numbers, what nothing says is null", async () => {
  const { attempts } = await historyOf(
    record(3, [killed, { limits: { memory: "8Gi", timeoutSeconds: 600 }, peakMemoryBytes: 7, capacity: "spot" }]),
  );
  const startedAt = "2026-11-01T03:00:00.000Z";
  expect(attempts).toEqual([
    {
      ...{ run: "run-3", path: "fit", attempt: 0, startedAt, seconds: 1800, outcome: "failed", reason: "OOMKilled", exitCode: 137 },
      ...{ peakMemoryBytes: null, limitMemoryBytes: null, timeoutSeconds: null, capacity: null },
    },
    {
      ...{ run: "run-3", path: "fit", attempt: 1, startedAt, seconds: 1800, outcome: "succeeded", reason: null, exitCode: null },
      ...{ peakMemoryBytes: 7, limitMemoryBytes: 8 * 2 ** 30, timeoutSeconds: 600, capacity: "spot" },
    },
  ]);
});

it("keeps steps of other flows and environments apart, passes over runs that go on, and remembers the latest thousand attempts", async () => {
  const histories = await stepHistories([
    record(1, [{}]),
    record(2, [{}], { environment: "staging" }),
    record(3, [{}], { flow: "other" }),
    record(4, [{}], { status: "running" }),
  ]);
  expect([...histories.keys()]).toEqual(["prod/churn/fit", "staging/churn/fit", "prod/other/fit"]);
  expect(histories.get("prod/churn/fit")?.attempts.map(({ run }) => run)).toEqual(["run-1"]);
  const long = await historyOf(...[...Array(1200).keys()].map((hour) => record(hour, [{}])));
  expect(long.attempts).toHaveLength(1000);
  expect(long.attempts.at(-1)?.run).toBe("run-1199");
});

it("counts runs that failed alike within the hours before a moment, not attempts, and none that a retry made good", async () => {
  const history = await historyOf(
    record(0, [late]),
    record(2, [late, late]),
    record(3, [late, {}]),
    record(4, [killed]),
    record(26, [late]),
  );
  const until = "2026-11-02T02:00:00Z";
  expect(failuresWithin(history, "time.deadline", until, 24)).toBe(2);
  expect(failuresWithin(history, "time.deadline", until, 26)).toBe(3);
  expect(failuresWithin(history, "mem.container_oom", until, 24)).toBe(1);
  expect(failuresWithin(history, "time.deadline", "2026-11-01T02:00:00Z", 24)).toBe(2);
});

it("takes failures without a word of their own for one another, and those that have one for others", async () => {
  const history = await historyOf(record(0, [reset]), record(1, [killed]), record(2, [{ exitCode: 2 }]));
  expect(failuresWithin(history, "net.transient", "2026-11-01T03:00:00Z", 24)).toBe(2);
});

it("counts the runs that were quiet since the last that was not", async () => {
  expect(quietRuns(await historyOf())).toBe(0);
  expect(quietRuns(await historyOf(record(1, [{}]), record(2, [reset, {}])))).toBe(2);
  expect(quietRuns(await historyOf(record(1, [{}]), record(2, [reset]), record(3, [{}])))).toBe(1);
});

it("counts raises of a limit, from the beginning again where it was lowered", async () => {
  const withLimits = (...limits: readonly string[]) => historyOf(...limits.map((memory, hour) => record(hour, [{ limits: { memory } }])));
  expect(raises(await withLimits("8Gi", "8Gi", "16Gi", "16Gi", "32Gi"), "limitMemoryBytes")).toBe(2);
  expect(raises(await withLimits("8Gi", "16Gi", "8Gi", "9Gi"), "limitMemoryBytes")).toBe(1);
  expect(raises(await withLimits("8Gi"), "timeoutSeconds")).toBe(0);
});

it("waits as the class needs, or as the config says", async () => {
  const at = "2026-11-01T01:00:00Z";
  const history = await historyOf(record(0, [reset]), record(1, [reset]));
  expect(waitsFor(history, "net.transient", at, undefined)).toContain("in 2 of the 3 runs within a day");
  expect(waitsFor(history, "net.transient", at, 2)).toBeUndefined();
  expect(waitsFor(await historyOf(record(1, [killed])), "mem.container_oom", at, undefined)).toBeUndefined();
  expect(waitsFor(await historyOf(record(1, [killed])), "mem.container_oom", at, 3)).toContain("in 1 of the 3 runs");
});

it("knows what succeeded after a run, unless it failed again", async () => {
  const history = await historyOf(record(1, [killed]), record(2, [{}]), record(3, [{}]));
  expect(successesAfter(history, "run-1")).toEqual(["run-2", "run-3"]);
  expect(successesAfter(history, "run-0")).toEqual([]);
  expect(successesAfter(await historyOf(record(1, [killed]), record(2, [{}]), record(3, [killed])), "run-1")).toEqual([]);
});

it("has a note of what was handled that another poll may add to, and forgets what is a month old", () => {
  const entry = { run: "run-1", startedAt: "2026-11-01T01:00:00Z", ...names, class: "mem.container_oom" };
  const other = { ...entry, step: "plan" };
  const text = withHandled(withHandled(undefined, handledKey(entry), entry), handledKey(other), other);
  expect(readHandled(text)).toEqual({ "prod/churn/fit/mem.container_oom": entry, "prod/churn/plan/mem.container_oom": other });
  const later = { ...other, startedAt: "2026-12-15T01:00:00Z" };
  expect(Object.keys(readHandled(withHandled(text, handledKey(later), later)))).toEqual(["prod/churn/plan/mem.container_oom"]);
  expect(readHandled("{")).toEqual({});
});

it("calls healed what succeeded in two runs after the one that was handled", async () => {
  const entry = { run: "run-1", startedAt: "2026-11-01T01:00:00Z", ...names, class: "mem.container_oom" };
  const handled = { [handledKey(entry)]: entry };
  expect(healed(handled, await stepHistories([record(1, [killed]), record(2, [{}])]))).toEqual([]);
  const [found] = healed(handled, await stepHistories([record(1, [killed]), record(2, [{}]), record(3, [{}])]));
  expect(found?.key).toBe("prod/churn/fit/mem.container_oom");
});
