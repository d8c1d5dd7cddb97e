/** The branch of a proposal: one commit on top of what was compiled, and nobody's work is ever lost */
import type { ProposalFile } from "../proposal-file.ts";
import { branchOfKey } from "./branch-name.ts";
import { baseMoved, conflict, noBase, notWritable } from "./diagnostics.ts";
import { type Commit, type Forge, PublishFault, type WrittenFile } from "./forge.ts";
import { baseOf, commitMessage, isOurs } from "./texts/commit-message.ts";

export interface Written {
  /** "theirs": people have written to the branch, and it is left as it is. */
  readonly state: "made" | "moved" | "kept" | "theirs";
  /** The commit that the branch leads to. */
  readonly commit: string;
}

const rounds = 4;
const regular = "100644";

/**
 * Makes the branch hold what the proposal says, on top of its base. Throws a `PublishFault`.
 *
 * A branch that is there is moved forwards only: the new commit has the old one as a parent, so that whoever pushes at the same time wins.
 */
export async function writeBranch(forge: Forge, proposal: ProposalFile): Promise<Written> {
  const branch = branchOfKey(proposal.key);
  const base = await checkedBase(forge, proposal);
  const files = await checkedFiles(forge, proposal, base);
  for (let round = 0; round < rounds; round++) {
    const head = await forge.branch(branch);
    const there = head === undefined ? undefined : await forge.commit(head);
    const old = there === undefined || (await forge.descends(base.hash, there.hash)) ? undefined : there;
    if (old !== undefined && !isOurs(old)) return { state: "theirs", commit: old.hash };
    const oldBase = old === undefined ? undefined : baseOf(old.message);
    if (oldBase !== undefined && !(await forge.descends(base.hash, oldBase)))
      throw refusedBase(forge, proposal, `was compiled at "${oldBase}" since, which "${base.hash}" does not have`);
    const tree = await forge.writeTree(base.tree, files);
    if (old?.tree === tree && oldBase === base.hash) return { state: "kept", commit: old.hash };
    const parents = old === undefined ? [base.hash] : oldBase === base.hash ? [old.hash] : [old.hash, base.hash];
    const commit = await forge.writeCommit({ tree, parents, message: commitMessage(proposal, tree, parents) });
    if (head === undefined ? await forge.createBranch(branch, commit) : await forge.advanceBranch(branch, commit))
      return { state: head === undefined ? "made" : "moved", commit };
  }
  throw new PublishFault(conflict.at(null, { what: branch, times: rounds }));
}

function refusedBase({ repository }: Forge, { base }: ProposalFile, problem: string): PublishFault {
  return new PublishFault(noBase.at(null, { branch: base.branch, repository, problem }));
}

async function checkedBase(forge: Forge, proposal: ProposalFile): Promise<Commit> {
  const { base } = proposal;
  const refuse = (problem: string) => refusedBase(forge, proposal, problem);
  const head = await forge.branch(base.branch);
  if (head === undefined) throw refuse("is not there");
  const commit = await forge.commit(base.commit);
  // Commits of forks can be read as well: only what the branch has is its.
  if (commit === undefined || !(await forge.descends(head, base.commit)))
    throw refuse(`does not have the commit "${base.commit}" that the proposal was made from`);
  return commit;
}

/** The files with the modes that they have. Throws where the branch says something else by now, or where a path is no file. */
async function checkedFiles(forge: Forge, { base, files }: ProposalFile, { tree }: Commit): Promise<readonly WrittenFile[]> {
  const { branch } = base;
  const head = await forge.branch(branch);
  const latest = head === undefined || head === base.commit ? undefined : await forge.commit(head);
  const paths = files.flatMap(({ path }) => [path, ...foldersOf(path)]);
  const [before, now] = [await forge.entries(tree, paths), latest === undefined ? undefined : await forge.entries(latest.tree, paths)];
  return files.map(({ path, before: expected, text }) => {
    const blocked = foldersOf(path).find((folder) => ![undefined, "040000"].includes(before.get(folder)?.mode));
    if (blocked !== undefined)
      throw new PublishFault(notWritable.at(null, { file: blocked, branch, found: "no folder" }, { help: "Propose again." }));
    for (const entries of [before, ...(now === undefined ? [] : [now])]) {
      const entry = entries.get(path) ?? null;
      if (entry !== null && !/^100/.test(entry.mode))
        throw new PublishFault(notWritable.at(null, { file: path, branch, found: entry.mode === "040000" ? "a folder" : "a link" }));
      if ((entry?.hash ?? null) !== expected)
        throw new PublishFault(baseMoved.at(null, { file: path, branch, found: said(entry?.hash ?? null), expected: said(expected) }));
    }
    return { path, mode: before.get(path)?.mode ?? regular, text };
  });
}

function said(hash: string | null): string {
  return hash === null ? "no file" : `blob ${hash.slice(0, 12)}`;
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
