import { headCommit } from "../../compiler/git/head-commit.ts";
import type { Compiled } from "../../compiler/index.ts";
import { recordSubmission, type Submission } from "../../runs/record-submission.ts";
import type { Context } from "../context.ts";
import { openRuns, withRuns } from "../runs/open-runs.ts";

/** Gives what writes runs that were started into the platform's records, so that `runs` shows them. A store that cannot be used is said, and the exit code tells. */
export async function openSubmissions(
  context: Context,
  root: string,
  configuration: Compiled["configuration"],
): Promise<(run: Omit<Submission, "commit" | "startedAt">) => Promise<void>> {
  const commit = await headCommit(root);
  return async (run) => {
    await withRuns(context, () => recordSubmission(openRuns(context, root, configuration), { ...run, commit, startedAt: context.now() }));
  };
}
