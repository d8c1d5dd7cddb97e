/** Each case of the meaning suite through the Kubeflow target and an interpreter that reads only what it emits, or refused as the case says. */
import { expect, test } from "vitest";
import type { PlannedFlow } from "../../compiler/plan.ts";
import { compiled, linesOf } from "../support/program.ts";
import { type MeaningCase, meaningCases } from "./cases.ts";
import { differencesOnKubeflow, leftOnKubeflow, refusalsOnKubeflow } from "./on-kubeflow.ts";

const cases = meaningCases().filter(({ expected }) => expected.refused === undefined && expected.heavy !== true);
const refused = cases.filter(({ expected }) => expected.refusedBy?.kubeflow !== undefined);
const run = cases.filter((one) => !refused.includes(one) && leftOnKubeflow(one) === undefined);

async function planOf({ file, flow, name }: MeaningCase): Promise<PlannedFlow> {
  const found = compiled((await import(file)) as Readonly<Record<string, unknown>>, {
    targets: ["kubeflow"],
    environment: { checkpoints: { claim: "claim" } },
  });
  expect(linesOf(found.diagnostics)).toEqual([]);
  const plan = found.plans.find((one) => one.flow.name === flow);
  if (plan === undefined) throw new Error(`Case "${name}" has no flow "${flow}".`);
  return plan;
}

test.each(refused)("$name is refused: $expected.title", async (one) => {
  expect(refusalsOnKubeflow(await planOf(one)).map(({ code }) => code)).toContain(one.expected.refusedBy?.kubeflow);
});

test.each(run)("$name: $expected.title", async (one) => {
  expect(await differencesOnKubeflow(one, await planOf(one))).toEqual([]);
});
