import { join } from "node:path";
import type { Checker } from "./checker.ts";
import { emittedReleases } from "./emitted.ts";
import { hasNewestDefinitions, judge, type Verdict } from "./judge.ts";
import type { Result } from "./result.ts";

/** Fields that came with Argo 4.1. The CRDs of the linter's own version do not know them. */
const fieldsOf41 = ["resourceClaims", "podResources", "pendingTimeout", "executorPlugins", "restartPolicyRules", "fileKeyRef"];

const root = join(import.meta.dirname, "..", "..");

/**
 * Every manifest that the repository has committed, judged by upstream code: with the CRDs of the linter's version, and where the newest
 * lie beside the repository, with those too.
 */
export async function checkEmitted(checker: Checker | string): Promise<readonly Result[]> {
  const releases = await emittedReleases(root);
  if (releases.length === 0)
    return [{ title: "all", outcome: "skipped", detail: "no folder examples/**/deploy or test/**/expected holds a manifest" }];
  if (typeof checker === "string") return releases.map((release) => ({ title: release, outcome: "skipped", detail: checker }));
  const verdicts = await judge(checker, releases, "built-in");
  const newest = hasNewestDefinitions() ? await judge(checker, releases, "newest") : [];
  return verdicts.map((verdict, index) => resultOf(verdict, newest[index]));
}

/** What the verdicts on one manifest mean, with the CRDs of the linter's version and, where they are there, with the newest. */
export function resultOf(verdict: Verdict, newest: Verdict | undefined): Result {
  const inside = verdict.inside === undefined ? "" : ` in template ${verdict.inside}`;
  const title = `${verdict.file} ${verdict.kind}/${verdict.name}${inside}`;
  // A field of 4.1 is no mistake: only the newest CRDs can judge it.
  const needsNewest = verdict.problems.length > 0 && verdict.problems.every(isOf41);
  if (needsNewest && newest === undefined) return { title, outcome: "skipped", detail: "needs the CRDs of Argo 4.1, which are not here" };
  const problems = [...(needsNewest ? [] : verdict.problems), ...(newest?.problems ?? [])];
  if (problems.length > 0) {
    const said = new Set(problems.map((problem) => `${problem.by}: ${problem.message}`));
    return { title, outcome: "failed", detail: [...said].join("; ") };
  }
  const judged = newest ?? verdict;
  return judged.skipped === undefined ? { title, outcome: "passed" } : { title, outcome: "skipped", detail: judged.skipped };
}

/** True when all that the problem says is that fields of 4.1 are unknown. */
function isOf41(problem: Verdict["problems"][number]): boolean {
  const unknown = [...problem.message.matchAll(/unknown field "([^"]+)"/g)].map((match) => match[1] ?? "");
  const rest = problem.message.replace(/^strict decoding error: /, "").replace(/(, )?unknown field "[^"]+"/g, "");
  return (
    rest === "" && unknown.length > 0 && unknown.every((path) => fieldsOf41.includes(path.split(".").at(-1)?.replace(/\[.*$/, "") ?? ""))
  );
}
