/** The cases of the meaning suite on an interpreter of what a target emits. */
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import type { MeaningCase } from "../meaning/cases.ts";
import { differencesOnKubeflow, leftOnKubeflow, refusalsOnKubeflow } from "../meaning/on-kubeflow.ts";
import { differencesOnMaestro, refusalsOnMaestro } from "../meaning/on-maestro.ts";
import type { CaseResult } from "./case-result.ts";
import { eachCase } from "./each-case.ts";
import { buildPlatform } from "./platform.ts";

/** A target and its interpreter. */
interface Interpreted {
  readonly refusals: (plan: PlannedFlow) => readonly Diagnostic[];
  readonly differences: (one: MeaningCase, plan: PlannedFlow) => Promise<readonly string[]>;
  /** Why a case cannot be run on it. */
  readonly left: (one: MeaningCase) => string | undefined;
}

const interpreted = {
  kubeflow: { refusals: refusalsOnKubeflow, differences: differencesOnKubeflow, left: leftOnKubeflow },
  maestro: { refusals: refusalsOnMaestro, differences: differencesOnMaestro, left: () => undefined },
} satisfies Readonly<Record<string, Interpreted>>;

export async function runInterpreted(
  target: keyof typeof interpreted,
  cases: readonly MeaningCase[],
  { heavy, jobs }: { readonly heavy: boolean; readonly jobs: number },
  say: (result: CaseResult) => void,
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  const taken = cases.filter(({ expected }) => expected.refused === undefined);
  const platform = await buildPlatform(taken);
  try {
    await eachCase(taken, jobs, async (one) => {
      const result = await resultOf(target, one, platform.plans.get(one.flow), heavy);
      say(result);
      results.push(result);
    });
  } finally {
    await platform.remove();
  }
  return results;
}

async function resultOf(
  target: keyof typeof interpreted,
  one: MeaningCase,
  plan: PlannedFlow | undefined,
  heavy: boolean,
): Promise<CaseResult> {
  const { name, expected } = one;
  const { refusals, differences, left }: Interpreted = interpreted[target];
  const common = { name, rules: expected.rules };
  if (plan === undefined) return { ...common, outcome: "failed", details: [`flow "${one.flow}" is not planned`] };
  if (expected.heavy && !heavy) return { ...common, outcome: "skipped", details: ["too long for every day: --heavy"] };
  const code = expected.refusedBy?.[target];
  if (code !== undefined) {
    const found = refusals(plan).map((diagnostic) => diagnostic.code);
    const details = found.includes(code) ? [] : [`expected ${code}, found ${found.join(", ") || "nothing"}`];
    return { ...common, outcome: details.length === 0 ? "passed" : "failed", details, refusedWith: code };
  }
  const reason = left(one);
  if (reason !== undefined) return { ...common, outcome: "skipped", details: [reason] };
  const details = await differences(one, plan);
  return { ...common, outcome: details.length === 0 ? "passed" : "failed", details };
}
