/**
 * The comment of a check that had no token: the second of the two workflows for forks
 *
 * It has a token that writes, so it runs nothing of the pull request: it reads one report, as a stranger's data, and makes the comment of that.
 */

import type { Api } from "../../remediation/publish/github/rest.ts";
import { type ActionContext, apiOf, commentAuthor, commentKey, runAction } from "../action-context.ts";
import { type CheckedRun, readCheckedRun } from "../event.ts";
import { findPullRequests } from "../github/find-pull-requests.ts";
import { keepComment } from "../github/keep-comment.ts";
import { readReport } from "../read-report.ts";
import { commentLength, renderReport } from "../render-report.ts";
import { hasNews, type Report } from "../report.ts";
import { choice, input, quoted } from "../runner.ts";

/** Gives the exit code of the step: 1 where the report cannot be used or GitHub refuses the comment. */
export function commentOnRun(context: ActionContext): Promise<0 | 1> {
  return runAction(context, async () => {
    context.write(quoted(await comment(context)));
    return 0;
  });
}

async function comment(context: ActionContext): Promise<string> {
  const { environment } = context;
  const run = readCheckedRun(environment);
  if (run.event !== "pull_request") return `The run was started by "${run.event}", so there is no pull request to comment on.`;
  const policy = choice(environment, "comment", ["changes", "always"]);
  const key = commentKey(environment);
  const report = readReport(input(environment, "report"));
  const api = apiOf(context);
  const pullRequest = await pullRequestOf(api, run, report);
  if (pullRequest === undefined) return `No open pull request ends in commit ${run.head}.`;
  const text = policy === "always" || hasNews(report) ? renderReport(report, commentLength) : undefined;
  const author = commentAuthor(environment);
  return `Comment on pull request ${pullRequest}: ${await keepComment(api, { pullRequest, key, author, head: run.head, text })}.`;
}

/** By the commit, which GitHub vouches for. The report may only choose among several pull requests of one commit. */
async function pullRequestOf(api: Api, run: CheckedRun, { pullRequest }: Report): Promise<number | undefined> {
  const found = await findPullRequests(api, run);
  return found.find((number) => number === pullRequest) ?? (found.length === 1 ? found[0] : undefined);
}
