/** What a workflow was started by, as far as the Action needs it */
import fs from "node:fs";
import { ActionError, type Environment, runnerVariable } from "./runner.ts";

export interface WorkflowEvent {
  readonly name: string;
  /** The pull request that the run is for. */
  readonly pullRequest?: number;
  /** The commit that was pushed, where the run's own commit is a merge made for the check. */
  readonly head?: string;
  /** The commit to compare with; absent where there is none, as on a schedule. */
  readonly base?: string;
  /** What people call the base: the branch. */
  readonly baseName?: string;
}

/** The run that the comment is for. */
export interface CheckedRun {
  readonly head: string;
  /** The fork's owner, and the branch there; any text that git allows. */
  readonly owner?: string;
  readonly branch?: string;
  readonly event: string;
}

/** Reads the event of this run. Throws on `pull_request_target`, which would run a stranger's code with a token that writes. */
export function readEvent(environment: Environment): WorkflowEvent {
  const name = runnerVariable(environment, "GITHUB_EVENT_NAME");
  const payload = readPayload(environment);
  switch (name) {
    case "pull_request_target":
      throw new ActionError(
        'Event "pull_request_target" gives a token that writes to a job that loads the code of the pull request. Use the two workflows of docs/ci.md instead.',
      );
    case "pull_request": {
      const number = numberOf(member(payload, "pull_request", "number"));
      return {
        name,
        ...(number !== undefined && { pullRequest: number }),
        ...optional("head", commitOf(member(payload, "pull_request", "head", "sha"))),
        ...optional("base", commitOf(member(payload, "pull_request", "base", "sha"))),
        ...optional("baseName", textOf(member(payload, "pull_request", "base", "ref"))),
      };
    }
    case "merge_group":
      return {
        name,
        ...optional("base", commitOf(member(payload, "merge_group", "base_sha"))),
        ...optional("baseName", textOf(member(payload, "merge_group", "base_ref"))?.replace(/^refs\/heads\//, "")),
      };
    case "push":
      return { name, ...optional("base", commitOf(member(payload, "before"))), baseName: "the last push" };
    default:
      return { name };
  }
}

/** The run that ended, of an event `workflow_run`. Throws where it is another event. */
export function readCheckedRun(environment: Environment): CheckedRun {
  const payload = readPayload(environment);
  const head = commitOf(member(payload, "workflow_run", "head_sha"));
  if (runnerVariable(environment, "GITHUB_EVENT_NAME") !== "workflow_run" || head === undefined)
    throw new ActionError('This Action renders the report of another run: use it on "workflow_run" (docs/ci.md).');
  return {
    head,
    event: textOf(member(payload, "workflow_run", "event")) ?? "",
    ...optional("owner", textOf(member(payload, "workflow_run", "head_repository", "owner", "login"))),
    ...optional("branch", textOf(member(payload, "workflow_run", "head_branch"))),
  };
}

function readPayload(environment: Environment): unknown {
  const file = runnerVariable(environment, "GITHUB_EVENT_PATH");
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    throw new ActionError(`The event in "${file}" cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The member at a path of names; undefined where there is none. */
export function member(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[name];
  }
  return found;
}

/** A full commit hash; a branch that has just been made has only zeros for the one before. */
export function commitOf(value: unknown): string | undefined {
  return typeof value === "string" && /^[0-9a-f]{40,64}$/.test(value) && !/^0+$/.test(value) ? value : undefined;
}

/** The number of a pull request: digits only, because it becomes part of an address. */
export function numberOf(value: unknown): number | undefined {
  return (typeof value === "number" || typeof value === "string") && /^[0-9]{1,12}$/.test(String(value)) ? Number(value) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function optional<const K extends string>(key: K, value: string | undefined): { readonly [key in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [key in K]?: string };
}
