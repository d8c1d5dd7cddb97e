/** The cases of the meaning suite on an interpreter of what the Maestro target emits. */
import type { PlannedFlow } from "../../compiler/plan.ts";
import type { MeaningCase } from "../meaning/cases.ts";
import { differencesOnMaestro, refusalsOnMaestro } from "../meaning/on-maestro.ts";
import type { CaseResult } from "./case-result.ts";
import { eachCase } from "./each-case.ts";
import { buildPlatform } from "./platform.ts";

export async function runOnMaestro(
  cases: readonly MeaningCase[],
  { heavy, jobs }: { readonly heavy: boolean; readonly jobs: number },
  say: (result: CaseResult) => void,
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  const taken = cases.filter(({ expected }) => expected.refused === undefined);
  const platform = await buildPlatform(taken);
  try {
    await eachCase(taken, jobs, async (one) => {
      const result = await resultOf(one, platform.plans.get(one.flow), heavy);
      say(result);
      results.push(result);
    });
  } finally {
    await platform.remove();
  }
  return results;
}

async function resultOf(one: MeaningCase, plan: PlannedFlow | undefined, heavy: boolean): Promise<CaseResult> {
  const { name, expected } = one;
  const common = { name, rules: expected.rules };
  if (plan === undefined) return { ...common, outcome: "failed", details: [`flow "${one.flow}" is not planned`] };
  if (expected.heavy && !heavy) return { ...common, outcome: "skipped", details: ["too long for every day: --heavy"] };
  const code = expected.refusedBy?.maestro;
  if (code === undefined) {
    const details = await differencesOnMaestro(one, plan);
    return { ...common, outcome: details.length === 0 ? "passed" : "failed", details };
  }
  const found = refusalsOnMaestro(plan).map((diagnostic) => diagnostic.code);
  const details = found.includes(code) ? [] : [`expected ${code}, found ${found.join(", ") || "nothing"}`];
  return { ...common, outcome: details.length === 0 ? "passed" : "failed", details, refusedWith: code };
}
