/** The commit that the difference is taken from */
import { git } from "../../compiler/git/git.ts";
import type { WorkflowEvent } from "../event.ts";

export interface Base {
  /** A commit, or what the input says. */
  readonly reference: string;
  /** What people call it. */
  readonly name: string;
}

/**
 * The base of the event; undefined where there is none
 *
 * A pull request is checked as the merge that GitHub made of it: what it changes is the difference to the merge's first parent, which may be newer than the base of the event.
 */
export async function findBase(folder: string, event: WorkflowEvent, given: string): Promise<Base | undefined> {
  if (given !== "") return { reference: given, name: given };
  const { base, head, baseName } = event;
  if (base === undefined) return undefined;
  const parents = await git(folder, ["rev-list", "--parents", "--max-count=1", "HEAD"]);
  const [, first, second] = parents.code === 0 ? parents.stdout.toString("utf8").trim().split(" ") : [];
  const reference = first !== undefined && head !== undefined && second === head ? first : base;
  return { reference, name: baseName ?? reference };
}
