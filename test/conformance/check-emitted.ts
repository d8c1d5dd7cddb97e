import { join } from "node:path";
import type { Checker } from "./checker.ts";
import { emittedReleases } from "./emitted.ts";
import { hasNewestDefinitions, judge, type Verdict } from "./judge.ts";
import type { Result } from "./result.ts";

/** Fields that came with Argo 4.1. The CRDs of the linter's own version do not know them. */
const fieldsOf41 = ["resourceClaims", "podResources", "pendingTimeout", "executorPlugins", "restartPolicyRules", "fileKeyRef"];

const root = join(import.meta.dirname, "..", "..");

/** Every manifest that the repository has committed, judged by upstream code. */
export async function checkEmitted(checker: Checker | string): Promise<readonly Result[]> {
  const releases = await emittedReleases(root);
  if (typeof checker === "string") return releases.map((release) => ({ title: release, outcome: "skipped", detail: checker }));
  const newest = hasNewestDefinitions();
  const verdicts = await judge(checker, releases, newest ? "newest" : "built-in");
  return verdicts.map((verdict) => resultOf(verdict, newest));
}

/** What a verdict means where the newest CRDs are (`newest`) or are not there. */
export function resultOf(verdict: Verdict, newest: boolean): Result {
  const inside = verdict.inside === undefined ? "" : ` in template ${verdict.inside}`;
  const title = `${verdict.file} ${verdict.kind}/${verdict.name}${inside}`;
  if (verdict.skipped !== undefined) return { title, outcome: "skipped", detail: verdict.skipped };
  if (verdict.problems.length === 0) return { title, outcome: "passed" };
  if (!newest && verdict.problems.every(isOf41))
    return { title, outcome: "skipped", detail: "needs the CRDs of Argo 4.1, which are not here" };
  return { title, outcome: "failed", detail: verdict.problems.map((problem) => `${problem.by}: ${problem.message}`).join("; ") };
}

/** True when all that the problem says is that fields of 4.1 are unknown. */
function isOf41(problem: Verdict["problems"][number]): boolean {
  const unknown = [...problem.message.matchAll(/unknown field "([^"]+)"/g)].map((match) => match[1] ?? "");
  const rest = problem.message.replace(/^strict decoding error: /, "").replace(/(, )?unknown field "[^"]+"/g, "");
  return (
    rest === "" && unknown.length > 0 && unknown.every((path) => fieldsOf41.includes(path.split(".").at(-1)?.replace(/\[.*$/, "") ?? ""))
  );
}
