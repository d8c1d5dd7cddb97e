/** Every case of the suite on Maestro's interpreter, or the refusal that the case states. */
import { expect, test } from "vitest";
import type { PlannedFlow } from "../../compiler/plan.ts";
import { compiled, linesOf } from "../support/program.ts";
import { type MeaningCase, meaningCases } from "./cases.ts";
import { differencesOnMaestro, refusalsOnMaestro } from "./on-maestro.ts";

const cases = meaningCases().filter(({ expected }) => expected.refused === undefined);

async function planOf({ file, flow }: MeaningCase): Promise<PlannedFlow> {
  const found = compiled((await import(file)) as Readonly<Record<string, unknown>>, { environment: { checkpoints: { claim: "claim" } } });
  const plan = found.plans.find((one) => one.flow.name === flow);
  if (plan === undefined) throw new Error(linesOf(found.diagnostics).join("\n"));
  return plan;
}

test.each(cases.filter(({ expected }) => expected.refusedBy?.maestro !== undefined))("$name is refused, as it says", async (one) => {
  const refused = refusalsOnMaestro(await planOf(one));
  expect(refused.map(({ code }) => code)).toContain(one.expected.refusedBy?.maestro);
  for (const { help = "", why = "" } of refused) expect([help, why]).not.toContain("");
});

const run = cases.filter(({ expected }) => expected.refusedBy?.maestro === undefined && expected.heavy !== true);

test.each(run)("$name means on Maestro what it means", { timeout: 120_000 }, async (one) => {
  expect(await differencesOnMaestro(one, await planOf(one))).toEqual([]);
});
