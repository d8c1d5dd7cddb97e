import type { Published } from "../../remediation/publish/published.ts";

const verbs: Readonly<Record<string, readonly [done: string, planned: string]>> = {
  opened: ["opened", "would open"],
  updated: ["updated", "would update"],
  closed: ["closed", "would close"],
  unchanged: ["unchanged", "unchanged"],
  "hands-off": ["left to people", "left to people"],
  ignored: ["ignored", "ignored"],
  waiting: ["waiting", "waiting"],
};

/** What was published, a line each. */
export function sayPublished(published: readonly Published[], dryRun: boolean): readonly string[] {
  const lines = published.flatMap((one) => {
    if ("diagnostic" in one) return one.branch === null ? [] : [`failed  ${one.branch}`];
    const { state, branch, url, reason } = one.outcome;
    const verb = verbs[state]?.[dryRun ? 1 : 0] ?? state;
    return [`${verb}  ${branch}${url === null ? "" : `  ${url}`}${reason === null ? "" : `: ${reason}`}`];
  });
  return lines.length === 0 ? ["Nothing to publish."] : lines;
}
