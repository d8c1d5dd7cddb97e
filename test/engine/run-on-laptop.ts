import type { MeaningCase } from "../meaning/cases.ts";
import type { CaseResult } from "./case-result.ts";
import { eachCase } from "./each-case.ts";
import { buildPlatform } from "./platform.ts";
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
      const errors = platform.errors.get(one.name);
      const result = ((): CaseResult | undefined => {
        const common = { name: one.name, rules: one.expected.rules };
        if (one.expected.heavy && !heavy) return { ...common, outcome: "skipped", details: ["too long for every day: --heavy"] };
        return errors === undefined ? undefined : { ...common, outcome: "failed", details: errors };
      })();
      const found = result ?? (await runLocally(one, platform));
      say(found);
      results.push(found);
    });
  } finally {
    await platform.remove();
  }
  return results;
}
