/** The cases of the meaning suite on the local engine, with real commands. `npm run build` comes first. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlannedFlow } from "../../compiler/plan.ts";
import { isStep } from "../../compiler/program.ts";
import { textOf } from "../../compiler/values/check-value.ts";
import { completeParamsFromText } from "../../local/complete-params.ts";
import { scheduledParams } from "../../local/scheduled-params.ts";
import type { RunRecord, StepRecord } from "../../runs/run-record.ts";
import type { Json } from "../../schema/record.ts";
import { type MeaningCase, meaningCases } from "../meaning/cases.ts";
import { differences } from "../meaning/compare.ts";
import type { ExpectedRun } from "../meaning/expected.ts";
import { compileCases, type MeaningPlatform } from "./meaning-platform.ts";
import { runInFolder } from "./run-in-folder.ts";

/** No pod can be lost here; simulate() shows what retries make of it. */
const cases = meaningCases().filter(({ expected }) => expected.needs?.some((need) => need !== "memory-limits") !== true);
let platform: MeaningPlatform;
beforeAll(async () => {
  platform = await compileCases(meaningCases());
});
afterAll(() => platform.remove());

async function runOnce(one: MeaningCase, expected: ExpectedRun): Promise<RunRecord | undefined> {
  const plan = platform.planOf(one.flow);
  if (plan === undefined) throw new Error(`flow "${one.flow}" was not planned: ${platform.errorsOf(one).join(", ")}`);
  const now = Date.now();
  const [schedule] = expected.scheduled === true ? plan.flow.schedules : [];
  const texts = Object.fromEntries(Object.entries(expected.params ?? {}).map(([name, value]) => [name, textOf(value as Json)]));
  const completed = completeParamsFromText(plan.flow, texts, schedule && scheduledParams(plan.flow, schedule, now));
  if ("problems" in completed) return undefined;
  const record = await runInFolder(plan, {
    root: platform.root,
    id: `${one.name}-${one.expected.runs.indexOf(expected)}`,
    params: completed.params,
    at: now,
    ...(schedule && { timezone: schedule.timezone }),
    keyOf: (_, name, key) => one.expected.secrets?.[name]?.[key],
    answer: ({ planned }) => {
      const answer = expected.approve?.[planned.node.name];
      return answer === "yes" || answer === "no" ? answer : new Promise<undefined>(() => undefined);
    },
  });
  return { ...record, steps: record.steps.map((step) => ({ ...step, outputs: valuesOf(step, plan) })) };
}

/** The suite compares values; what artifacts hold shows where they are used. */
function valuesOf({ step: name, outputs }: StepRecord, { flow, called }: PlannedFlow): StepRecord["outputs"] {
  const step = [flow, ...called.map((callee) => callee.flow)]
    .flatMap(({ nodes }) => nodes)
    .find((node) => isStep(node) && node.name === name);
  const types = step !== undefined && isStep(step) ? step.outputs : {};
  return Object.fromEntries(Object.entries(outputs).filter(([output]) => types[output]?.type !== "artifact"));
}

describe.concurrent("on the local engine", () => {
  it.each(cases.map((one) => [one.name, one] as const))("%s", { timeout: 120_000 }, async (_, one) => {
    if (one.expected.refused !== undefined) {
      expect(platform.errorsOf(one)).toContain(one.expected.refused);
      return;
    }
    const before = new Map<string, RunRecord>();
    for (const expected of one.expected.runs) {
      const record = await runOnce(one, expected);
      if (record === undefined) {
        expect("refused").toBe(expected.status);
        continue;
      }
      before.set(expected.name, record);
      expect({ run: expected.name, differs: differences(expected, record, (name) => before.get(name)) }).toEqual({
        run: expected.name,
        differs: [],
      });
    }
  });
});
