import type { MeaningCase } from "../meaning/cases.ts";
import type { CaseResult } from "./case-result.ts";
import { eachCase } from "./each-case.ts";
import { type BuiltPlatform, buildPlatform } from "./platform.ts";
import { refusedCases } from "./refused-cases.ts";
import { runLocally } from "./run-locally.ts";

/** All cases as `millwright run` runs them. */
export async function runOnLaptop(
  cases: readonly MeaningCase[],
  { heavy, jobs }: { readonly heavy: boolean; readonly jobs: number },
  say: (result: CaseResult) => void,
): Promise<readonly CaseResult[]> {
  const results = [...(await refusedCases(cases, ({ expected }) => expected.refused))];
  for (const result of results) say(result);
  const rest = cases.filter(({ name }) => results.every((result) => result.name !== name));
  const platform = await buildPlatform(rest);
  try {
    await eachCase(rest, jobs, async (one) => {
      const result = withoutRunning(one, platform, heavy) ?? (await runLocally(one, platform));
      say(result);
      results.push(result);
    });
  } finally {
    await platform.remove();
  }
  return results;
}

/** What is known of a case before it is run; undefined where it has to be run. */
function withoutRunning({ name, expected }: MeaningCase, { errors }: BuiltPlatform, heavy: boolean): CaseResult | undefined {
  const common = { name, rules: expected.rules };
  if (expected.heavy && !heavy) return { ...common, outcome: "skipped", details: ["too long for every day: --heavy"] };
  const found = errors.get(name);
  return found === undefined ? undefined : { ...common, outcome: "failed", details: found };
}
