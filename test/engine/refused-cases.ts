import type { MeaningCase } from "../meaning/cases.ts";
import type { CaseResult } from "./case-result.ts";
import { buildPlatform } from "./platform.ts";

/** Cases that the build must refuse with a code, as a platform of their own, of which nothing may be written. */
export async function refusedCases(
  cases: readonly MeaningCase[],
  codeOf: (one: MeaningCase) => string | undefined,
): Promise<readonly CaseResult[]> {
  const refused = cases.flatMap((one) => {
    const code = codeOf(one);
    return code === undefined ? [] : [{ one, code }];
  });
  if (refused.length === 0) return [];
  const platform = await buildPlatform(refused.map(({ one }) => one));
  await platform.remove();
  return refused.map(({ one: { name, expected }, code }) => {
    const found = platform.errors.get(name) ?? [];
    const details = [
      ...(found.some((error) => error.startsWith(`${code}: `)) ? [] : [`expected ${code}, found ${found.join(", ") || "nothing"}`]),
      ...(platform.manifests.length > 0 ? ["the build wrote files"] : []),
    ];
    return { name, rules: expected.rules, outcome: details.length === 0 ? "passed" : "failed", details, refusedWith: code };
  });
}
