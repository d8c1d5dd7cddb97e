import { expect, it } from "vitest";
import { readBaseline, writeBaseline } from "../../compiler/findings/baseline.ts";
import type { Settleable } from "../../compiler/findings/finding.ts";
import { settle } from "../../compiler/findings/settle.ts";

function finding(line: number, subject = "churn/fit image", severity: "error" | "warning" = "warning"): Settleable {
  const code = severity === "warning" ? "check/image-latest" : "check/environment-name";
  return { code, severity, place: { file: "flows/churn.flow.ts", line }, subject };
}

function known(found: readonly Settleable[], by: readonly Settleable[]) {
  const { baseline } = readBaseline("baseline.json", writeBaseline(by));
  if (baseline === undefined) throw new Error("a baseline that we wrote can be read");
  return settle(found, { sources: new Map(), baseline });
}

it("is text that people can review, in order and without lines", () => {
  expect(writeBaseline([finding(9, "churn/publish image"), finding(7), finding(8)])).toBe(`{
  "formatVersion": 1,
  "findings": [
    {
      "fingerprint": "ae5488e0a93419a0",
      "code": "check/image-latest",
      "file": "flows/churn.flow.ts",
      "subject": "churn/fit image",
      "count": 2
    },
    {
      "fingerprint": "a74dab24c562a54c",
      "code": "check/image-latest",
      "file": "flows/churn.flow.ts",
      "subject": "churn/publish image",
      "count": 1
    }
  ]
}
`);
});

it("knows a finding that has moved", () => {
  const { shown, baselined } = known([finding(70)], [finding(7)]);
  expect(shown).toEqual([]);
  expect(baselined).toEqual([finding(70)]);
});

it("shows what is new: another place, and one more of a kind", () => {
  const fresh = finding(9, "churn/publish image");
  expect(known([finding(7), finding(8), fresh], [finding(7)]).shown).toEqual([finding(8), fresh]);
});

it("says what is mended", () => {
  expect(known([], [finding(7)]).mended.map(({ subject }) => subject)).toEqual(["churn/fit image"]);
});

it("never holds what cannot be silenced, even where somebody wrote it in", () => {
  const law = finding(7, "churn/fit env", "error");
  expect(JSON.parse(writeBaseline([law]))).toEqual({ formatVersion: 1, findings: [] });
  const forged = writeBaseline([{ ...law, severity: "warning" }]);
  const { baseline } = readBaseline("baseline.json", forged);
  expect(settle([law], { sources: new Map(), ...(baseline && { baseline }) }).shown).toEqual([law]);
});

it.each([
  ["{", "it is no JSON"],
  ["[]", "it is no object"],
  ["[".repeat(100_000), "it is no JSON"],
  ['{"formatVersion":2,"findings":[]}', "its formatVersion is 2, where 1 is expected"],
  ['{"formatVersion":1}', '"findings" is no list'],
  [
    '{"formatVersion":1,"findings":[{"fingerprint":"a","code":"b","file":"c","subject":"d","count":0}]}',
    'entry 1 of "findings" lacks a fingerprint, code, file, subject or count',
  ],
])("refuses %s", (text, problem) => {
  const { baseline, diagnostics } = readBaseline("baseline.json", text);
  expect(baseline).toBeUndefined();
  expect(diagnostics).toMatchObject([
    {
      code: "check/baseline-unreadable",
      severity: "error",
      message: `The baseline cannot be read: ${problem}.`,
      at: { file: "baseline.json" },
    },
  ]);
});
