import { expect, test } from "vitest";
import { meaningCases } from "./cases.ts";
import { differences } from "./compare.ts";
import type { ExpectedRun } from "./expected.ts";
import type { SeenRun, SeenStep } from "./run-record.ts";

function step(path: string, more: Partial<SeenStep> = {}): SeenStep {
  return {
    path,
    status: "succeeded",
    attempts: [{ startedAt: "2026-01-01T00:00:00Z", finishedAt: "2026-01-01T00:00:02Z" }],
    outputs: {},
    ...more,
  };
}

const later = [{ startedAt: "2026-01-01T00:00:02Z", finishedAt: "2026-01-01T00:00:03Z" }];
const expected: ExpectedRun = {
  name: "first",
  status: "succeeded",
  steps: { one: { status: "succeeded", attempts: 1, outputs: { out: [1] } }, two: { status: "succeeded" }, three: { status: "skipped" } },
  counts: { "each[*]/item": 2 },
  order: [["one", "two"]],
};
const seen: SeenRun = {
  status: "succeeded",
  steps: [
    step("one", { outputs: { out: [1] } }),
    step("two", { attempts: later }),
    step("three", { status: "skipped", attempts: [] }),
    step("each[0]/item"),
    step("each[1]/item"),
  ],
};

function without(path: string, ...instead: readonly SeenStep[]): SeenRun {
  return { ...seen, steps: [...seen.steps.filter((one) => one.path !== path), ...instead] };
}

test("there is a case a rule, and 45 in all", () => {
  const cases = meaningCases();
  const rules = new Set(cases.flatMap((one) => one.expected.rules));
  expect([...rules].sort((one, other) => one - other)).toEqual(Array.from({ length: 26 }, (_, index) => index + 1));
  expect(cases.length).toBeGreaterThanOrEqual(45);
});

test("a run that is as expected differs in nothing", () => {
  expect(differences(expected, seen)).toEqual([]);
});

test.each<readonly [string, SeenRun, string]>([
  ["its status", { ...seen, status: "failed" }, "the run is failed, expected succeeded"],
  ["a step that is not there", without("two"), "two is not there, expected succeeded"],
  ["a step's status", without("three", step("three")), "three is succeeded, expected skipped"],
  [
    "the number of attempts",
    without("one", step("one", { outputs: { out: [1] }, attempts: [{}, ...later] })),
    "one has 2 attempts, expected 1",
  ],
  ["an output", without("one", step("one", { outputs: { out: ["1"] } })), 'one: output "out" is ["1"], expected [1]'],
  ["an output too many", without("one", step("one", { outputs: { out: [1], more: "" } })), 'one: output "more" is "", expected undefined'],
  ["a step that nothing expects", without("", step("four")), "four ran (succeeded), which nothing expects"],
  ["a step that is there twice", without("", step("two", { attempts: later })), "two is there twice"],
  ["the order", without("two", step("two")), "two began before one had ended"],
  ["how many ran of a loop", without("each[1]/item"), "1 of each[*]/item succeeded, expected 2"],
])("a run differs in %s", (_, run, said) => {
  expect(differences(expected, run)).toContain(said);
});

test("steps that are kept apart may not overlap", () => {
  const apart: ExpectedRun = {
    name: "first",
    status: "succeeded",
    steps: expected.steps,
    counts: { "each[*]/item": 2 },
    apart: [["one", "each[0]/item"]],
  };
  expect(differences(apart, seen)).toEqual(["one and each[0]/item were at work at a time"]);
});

test("a value may have to be that of an earlier run, and a text nowhere in the record", () => {
  const again: ExpectedRun = { ...expected, same: [["first", "one", "out"]], never: ["hidden"] };
  expect(differences(again, seen, () => seen)).toEqual([]);
  expect(differences(again, without("two", step("two", { attempts: [{ ...later[0], message: "hidden" }] })), () => without("one"))).toEqual(
    ['the record holds "hidden"', 'one: output "out" is [1], in run "first" it was undefined'],
  );
});
