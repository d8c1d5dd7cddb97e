import { expect, it, test } from "vitest";
import type { Flow, Step } from "../../compiler/program.ts";
import { type ProposeInput, propose, proposeLess } from "../../remediation/phases/3-propose.ts";
import type { Verdict } from "../../remediation/verdict.ts";
import { subjectOf } from "../../runs/read/observation.ts";
import type { PastAttempt, StepHistory } from "../../runs/step-history.ts";
import { makeFlow, makeProgram, makeStep } from "../support/make-program.ts";
import { pastAttempt } from "../support/past-attempt.ts";

const verdict: Verdict = {
  input: "run.json",
  class: "mem.container_oom",
  confidence: 0.97,
  action: "propose",
  remedy: { field: "resources.memory", from: "8Gi", to: "16Gi", rule: "double" },
  safety: "safe",
  evidence: [],
  rule: "status/OOMKilled",
  model: null,
  subject: "pod/ml/fit",
  origin: { flow: "churn", step: "fit", source: null },
};

interface Given extends Partial<Omit<ProposeInput, "verdict">> {
  readonly verdict?: Partial<Verdict>;
  readonly options?: Partial<Step>;
  readonly flowOptions?: Partial<Flow>;
}

function inputOf({ verdict: said = {}, options = {}, flowOptions = {}, ...more }: Given): ProposeInput {
  const step = makeStep("fit", { resources: { memory: "8Gi" }, ...options });
  const subject = subjectOf("pod/ml/fit", { outcome: "failed" });
  const program = makeProgram([makeFlow("churn", [step], flowOptions)]);
  return { verdict: { ...verdict, ...said }, subject, program, flow: "churn", step: "fit", ...more };
}

const gibibyte = 2 ** 30;
const nightly = [{ cron: "0 3 * * *", timezone: "UTC", concurrency: "forbid" as const, params: {} }];

function past(count: number, of: (index: number) => Partial<PastAttempt>): StepHistory {
  const attempts = Array.from({ length: count }, (_, index) =>
    pastAttempt({ run: `run-${index}`, startedAt: new Date(Date.UTC(2026, 10, 1 + index)).toISOString(), seconds: 1800, ...of(index) }),
  );
  return { environment: "prod", flow: "churn", step: "fit", attempts };
}

it("proposes the change of one field, with the class and the rule that it follows from", () => {
  expect(propose(inputOf({}))).toEqual({
    definition: "flow:churn",
    environment: "prod",
    step: "fit",
    path: ["resources", "memory"],
    from: "8Gi",
    to: "16Gi",
    class: "mem.container_oom",
    rule: "status/OOMKilled",
    formula: "double, at least peak × 1.2 + 100Mi",
    observed: { memory: "8Gi" },
    bound: null,
    safety: "safe",
    cost: null,
    alongside: [],
    also: [],
  });
});

it("asks for a review where the platform says that the step failed, and only its log says of what", () => {
  expect(propose(inputOf({ verdict: { safety: "review" } }))).toMatchObject({ to: "16Gi", safety: "review" });
});

test.each<[title: string, given: Given, why: RegExp]>([
  ["a log alone", { subject: null, verdict: { safety: "review" } }, /Only a log says so/],
  [
    "a log of what still runs",
    { subject: subjectOf("pod/ml/fit", { outcome: "running" }), verdict: { safety: "review" } },
    /does not say that "fit" failed/,
  ],
  ["what did not fail", { verdict: { action: "none" } }, /Nothing failed/],
  ["what is not understood", { verdict: { action: "abstain" } }, /not understood/],
  ["what a person has to see", { verdict: { action: "report", class: "code.exception" } }, /a person has to look\.$/],
  ["a class that is off", { policy: { classes: { "mem.container_oom": "off" } } }, /`remediation.classes` says "off"/],
  ["a class that is only reported", { policy: { classes: { "mem.container_oom": "report" } } }, /says "report"/],
  ["a run that names no step", { step: null }, /name them with `--flow` and `--step`/],
  ["a flow that is gone", { flow: "chrun" }, /There is no flow "chrun"/],
  ["a step that is gone", { step: "fitt" }, /has no step "fitt"/],
  ["a class without a remedy", { verdict: { class: "cuda.mismatch" } }, /right without a person/],
  ["a field at the platform's bound", { policy: { most: { "resources.memory": "8Gi" } } }, /allows at most "8Gi"/],
  [
    "a companion beyond the platform's bound",
    { verdict: { class: "mem.shm" }, policy: { most: { "resources.memory": "9Gi" } } },
    /"resources.memory" would have to be "10Gi" with it, and the platform allows at most "9Gi"/,
  ],
  [
    "memory that was raised twice",
    {
      history: past(6, (index) => ({
        limitMemoryBytes: ([2, 2, 4, 4, 8, 8][index] ?? 8) * gibibyte,
        peakMemoryBytes: ([1, 2, 3, 4, 7, 8][index] ?? 8) * gibibyte,
      })),
    },
    /raised 2 times already: 2Gi \(reached 2Gi\), then 4Gi \(reached 4Gi\), then 8Gi \(reached 8Gi\)\. This looks like a leak/,
  ],
  [
    "a timeout that was raised twice",
    {
      verdict: { class: "time.deadline" },
      options: { timeout: "4h" },
      history: past(3, (index) => ({
        timeoutSeconds: ([1, 2, 4][index] ?? 4) * 3600,
        seconds: ([1, 2, 4][index] ?? 4) * 3600,
        outcome: "failed",
      })),
    },
    /The timeout was raised 2 times already.*work that grows, or that hangs/,
  ],
])("nothing is proposed for %s", (_, given, why) => {
  expect(propose(inputOf(given))).toMatch(why);
});

it("says of a program's fault that it is flaky, where the same inputs succeeded at another attempt", () => {
  const history = past(4, (index) => ({ run: `run-${index >> 1}`, attempt: index % 2, outcome: index % 2 === 0 ? "failed" : "succeeded" }));
  expect(propose(inputOf({ verdict: { action: "report", class: "code.exception" }, history }))).toMatch(
    /flaky rather than broken: 2 times/,
  );
});

it("raises again after one raise, and after a limit that went down", () => {
  const history = past(4, (index) => ({ limitMemoryBytes: ([8, 4, 8, 8][index] ?? 8) * gibibyte }));
  expect(propose(inputOf({ history }))).toMatchObject({ to: "16Gi" });
});

it("goes as far as the platform allows", () => {
  expect(propose(inputOf({ policy: { most: { "resources.memory": "12Gi" } } }))).toMatchObject({
    to: "12Gi",
    bound: { most: "12Gi", because: "the platform allows no more" },
  });
});

test.each<[title: string, given: Given, cost: unknown]>([
  [
    "the median of successes where they are known",
    { flowOptions: { schedules: nightly }, history: past(6, () => ({})) },
    { unit: "GiB-hours", perMonth: 121.67, because: "8 GiB more for 0.5 h (the median of 6 successes), 30.42 times a month" },
  ],
  [
    "the timeout where they are not",
    { flowOptions: { schedules: nightly }, options: { timeout: "2h" } },
    { unit: "GiB-hours", perMonth: 486.67, because: "8 GiB more for at most 2h, its timeout, 30.42 times a month" },
  ],
  [
    "GPUs for longer",
    {
      flowOptions: { schedules: nightly },
      verdict: { class: "time.deadline" },
      options: { timeout: "2h", resources: { gpu: { pool: "h100", count: 8, capacity: ["onDemand"] } } },
    },
    { unit: "GPU-hours", perMonth: 243.33, because: "8 GPUs for 1 h more, 30.42 times a month, if every run takes all of it" },
  ],
  ["nothing without a schedule", { options: { timeout: "2h" } }, null],
  ["nothing where nobody knows how long it takes", { flowOptions: { schedules: nightly } }, null],
])("a change costs by %s", (_, given, cost) => {
  expect(propose(inputOf(given))).toMatchObject({ cost });
});

const quiet = (index: number) => ({ peakMemoryBytes: (index === 3 ? 2 : 1) * gibibyte, limitMemoryBytes: 8 * gibibyte });

it("offers less memory after ten quiet runs, for review, and says what that saves", () => {
  const input = inputOf({ history: past(12, quiet), flowOptions: { schedules: nightly } });
  expect(proposeLess(input)).toMatchObject({
    path: ["resources", "memory"],
    from: "8Gi",
    to: "2560Mi",
    class: "benign",
    safety: "review",
    observed: { p99PeakMemoryBytes: 2 * gibibyte },
    cost: { unit: "GiB-hours", perMonth: -83.65 },
  });
});

test.each<[title: string, history: StepHistory, why: RegExp]>([
  ["nine runs", past(9, quiet), /9 runs are remembered/],
  [
    "a failure among them",
    past(10, (index) => ({ ...quiet(index), ...(index === 4 && { outcome: "failed" as const }) })),
    /did not succeed/,
  ],
  ["a run that nobody measured", past(10, (index) => (index === 2 ? {} : quiet(index))), /nobody measured/],
  [
    "another limit",
    past(10, (index) => ({ ...quiet(index), limitMemoryBytes: (index < 5 ? 4 : 8) * gibibyte })),
    /had other limits than "8Gi"/,
  ],
  ["a peak of half the limit", past(10, (index) => ({ ...quiet(index), peakMemoryBytes: 4 * gibibyte })), /uses 50 % of its memory/],
])("offers no less after %s", (_, history, why) => {
  expect(proposeLess(inputOf({ history }))).toMatch(why);
});
