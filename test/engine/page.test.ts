import { expect, test } from "vitest";
import type { MeaningCase } from "../meaning/cases.ts";
import type { CaseResult } from "./case-result.ts";
import { page } from "./page.ts";

function meaningCase(name: string, rules: number[]): MeaningCase {
  return { name, file: "", flow: name, expected: { title: `What ${name} shows`, rules, runs: [] } };
}

const free: MeaningCase = {
  ...meaningCase("four", [4]),
  expected: { ...meaningCase("four", [4]).expected, runs: [{ name: "a", status: "may", steps: {} }] },
};
const cases = [meaningCase("one", [1, 2]), meaningCase("two", [2]), meaningCase("three", [2, 3]), free];
const results: readonly CaseResult[] = [
  { name: "one", rules: [1, 2], outcome: "passed", details: [] },
  { name: "two", rules: [2], outcome: "failed", details: ["by default: a is failed, expected succeeded"] },
  { name: "four", rules: [4], outcome: "passed", details: [], left: ["one run: nobody answers"] },
  { name: "three", rules: [2, 3], outcome: "skipped", details: ["no pods"] },
];
const text = page(cases, [
  { engine: "Here", results },
  { engine: "There", results: [{ name: "one", rules: [1, 2], outcome: "passed", details: [], refusedWith: "argo/some-code" }] },
]);

test("a rule's cell counts the cases that came out as they should, and those that were not run", () => {
  expect(text).toMatch(/^\| 1 \| [^|]+ \| 1 of 1 \| 1 of 1 \|$/m);
  expect(text).toMatch(/^\| 2 \| [^|]+ \| 1 of 2, 1 not run \| 1 of 1 \|$/m);
  expect(text).toMatch(/^\| 3 \| [^|]+ \| not run \| not run \|$/m);
});

test("a case's cell says the same, differs, not run, or by which code the build refuses it", () => {
  expect(text).toContain("What one shows | 1, 2 | same | refused: `argo/some-code` |");
  expect(text).toContain("What two shows | 2 | **differs** | not run |");
  expect(text).toContain("What three shows | 2, 3 | not run | not run |");
  expect(text).toContain("What four shows | 4 | allowed | not run |");
});

test("what differs and what was not run is said with its reason", () => {
  expect(text).toContain("- Here, `two` differs: by default: a is failed, expected succeeded");
  expect(text).toContain("- Here, `three` not run: no pods");
  expect(text).toContain("- Here, `four` not run: one run: nobody answers");
});
