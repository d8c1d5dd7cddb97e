/** What both scripts of the Action start from */
import { type Api, GithubError, openApi } from "../remediation/publish/github/rest.ts";
import { ActionError, annotation, type Environment, input, quoted, runnerVariable } from "./runner.ts";

export interface ActionContext {
  readonly environment: Environment;
  /** Writes to the log of the job. */
  readonly write: (text: string) => unknown;
  /** For waits between requests; tests do not wait. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** Runs a script to its exit code; what it cannot go on without becomes one annotation, and our own crash says that it is one. */
export async function runAction(context: ActionContext, script: (context: ActionContext) => Promise<0 | 1>): Promise<0 | 1> {
  try {
    return await script(context);
  } catch (error) {
    if (error instanceof ActionError || error instanceof GithubError) context.write(annotation("error", error.message));
    else {
      context.write(quoted(error instanceof Error ? (error.stack ?? error.message) : String(error)));
      context.write(annotation("error", "The Action crashed. This is a fault of Millwright: please report it with the lines above."));
    }
    return 1;
  }
}

/** The API of the workflow's own repository, with the token of input "github-token". */
export function apiOf({ environment, sleep }: ActionContext): Api {
  return openApi({
    address: environment["GITHUB_API_URL"] || "https://api.github.com",
    repository: runnerVariable(environment, "GITHUB_REPOSITORY"),
    token: input(environment, "github-token"),
    ...(sleep !== undefined && { sleep }),
  });
}

/** The input `key`, which tells the comments and reports of several uses apart. It becomes part of a marker and of a path, so it is a plain word. */
export function commentKey(environment: Environment): string {
  const key = input(environment, "key") || "default";
  if (!/^[a-z0-9][a-z0-9-]{0,40}$/.test(key)) throw new ActionError(`Input "key" is "${key}"; it is a word of a-z, 0-9 and "-".`);
  return key;
}

/** Whom the token writes as: by default, as GitHub's own token of a workflow does. */
export function commentAuthor(environment: Environment): string {
  return input(environment, "comment-author") || "github-actions[bot]";
}
