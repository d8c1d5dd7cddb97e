/** Open pull requests whose last commit is a given one */

import { type Api, listAll } from "../../remediation/publish/github/rest.ts";
import { member, numberOf } from "../event.ts";

export interface PullRequestHead {
  readonly head: string;
  readonly owner?: string;
  readonly branch?: string;
}

/** Pages of all open pull requests that are looked through, the last changed first, where the branch leads to none. */
const mostPages = 10;

/**
 * Gives their numbers, in order
 *
 * `workflow_run.pull_requests` is empty for forks, and GitHub knows no pull request of a commit that only the fork has; so the open ones are listed and compared.
 * Branch and owner only narrow the list: they are the fork's own words.
 */
export async function findPullRequests(api: Api, { head, owner, branch }: PullRequestHead): Promise<readonly number[]> {
  const open = `${api.repository}/pulls?state=open&per_page=100`;
  if (owner !== undefined && branch !== undefined) {
    const found = numbers(await listAll(api, `${open}&head=${encodeURIComponent(`${owner}:${branch}`)}`, mostPages), head);
    if (found.length > 0) return found;
  }
  return numbers(await listAll(api, `${open}&sort=updated&direction=desc`, mostPages), head);
}

function numbers(pulls: readonly unknown[], head: string): readonly number[] {
  return pulls
    .filter((pull) => member(pull, "head", "sha") === head)
    .map((pull) => numberOf(member(pull, "number")))
    .filter((number) => number !== undefined)
    .sort((left, right) => left - right);
}
