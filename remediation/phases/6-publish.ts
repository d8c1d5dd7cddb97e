/**
 * Phase 6: an edit as a branch of the local repository
 *
 * The branch is made beside the working tree, which stays as it is. Its name is a function of the proposal: whoever publishes twice finds the first.
 */
import { git } from "../../compiler/git/git.ts";
import { headCommit } from "../../compiler/git/head-commit.ts";
import { fieldPath, type Proposal, sayField } from "../proposal.ts";
import type { ProposalKey } from "../proposal-file.ts";
import { branchOfKey, branchPart } from "../publish/branch-name.ts";

export interface Publication {
  readonly branch: string;
  /** The commit's full hash. */
  readonly commit: string;
  /** Of the pull request; null for a branch on this machine. */
  readonly url: string | null;
}

export interface PublishInput {
  /** Absolute path of the top of the repository. */
  readonly top: string;
  readonly proposal: Proposal;
  /** Why the edit is where it is. */
  readonly because: string;
  /** Texts of the files that the proposal was made from, by path relative to the top: HEAD has to hold the same. Null for a file that is not there. */
  readonly base: ReadonlyMap<string, string | null>;
  /** Texts of all files that change. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What a proposal is one of: for each of these there is one branch, and one pull request. */
export function keyOf({ environment, definition, step, class: name, path }: Proposal): ProposalKey {
  return {
    environment: branchPart(environment),
    flow: branchPart(definition.slice(definition.indexOf(":") + 1)),
    step: step === null ? "_flow" : branchPart(step),
    class: branchPart(name),
    field: branchPart(path.join(".")),
  };
}

/** Commits the texts on top of HEAD, on a branch of their own; or says why not. A branch that is there and says something else is not touched. */
export async function publishBranch({
  top,
  proposal,
  because,
  base,
  texts,
}: PublishInput): Promise<Publication | { readonly problem: string }> {
  const head = await headCommit(top);
  if (head === null) return { problem: "There is no git repository with a commit to make a branch of." };
  for (const [file, text] of base)
    if ((await textAt(top, head, file)) !== text) return { problem: `"${file}" has changes that are not committed: commit them first.` };
  const branch = branchOfKey(keyOf(proposal));
  const reference = `refs/heads/${branch}`;
  const known = await read(top, ["rev-parse", "--verify", "--quiet", `${reference}^{commit}`]);
  if (known !== undefined) {
    for (const [file, text] of texts)
      if ((await textAt(top, known, file)) !== text)
        return { problem: `Branch "${branch}" is there and says something else: merge or delete it first.` };
    return { branch, commit: known, url: null };
  }
  const identity = (await read(top, ["var", "GIT_COMMITTER_IDENT"])) ?? "Millwright <millwright@localhost> 0 +0000";
  const message = messageOf(proposal, because);
  const stream = [
    `commit ${reference}\ncommitter ${identity}\ndata ${Buffer.byteLength(message)}\n${message}\nfrom ${head}\n`,
    ...[...texts].map(([file, text]) => `M 100644 inline ${JSON.stringify(file)}\ndata ${Buffer.byteLength(text)}\n${text}\n`),
    "done\n",
  ];
  const imported = await git(top, ["fast-import", "--quiet", "--done", "--date-format=raw"], stream.join(""));
  if (imported.code !== 0) return { problem: `Git could not make branch "${branch}": ${imported.stderr.trim().split("\n")[0] ?? ""}.` };
  const commit = await read(top, ["rev-parse", "--verify", "--quiet", `${reference}^{commit}`]);
  return commit === undefined ? { problem: `Git made no branch "${branch}".` } : { branch, commit, url: null };
}

async function read(top: string, args: readonly string[]): Promise<string | undefined> {
  const { code, stdout } = await git(top, args);
  return code === 0 ? stdout.toString("utf8").trim() : undefined;
}

async function textAt(top: string, commit: string, file: string): Promise<string | null> {
  const { code, stdout } = await git(top, ["cat-file", "blob", `${commit}:${file}`]);
  return code === 0 ? stdout.toString("utf8") : null;
}

/** What the commit says: all of it is of the proposal, nothing of a log. */
function messageOf(proposal: Proposal, because: string): string {
  const { definition, step, from, to, class: name, formula, observed, bound, safety, alongside, also } = proposal;
  const field = fieldPath({ ...proposal, step: null });
  const subject = `${definition.slice(definition.indexOf(":") + 1)}${step === null ? "" : `/${step}`}: ${field} ${from ?? "unsaid"} -> ${to}`;
  const figures = Object.entries(observed).map(([figure, value]) => `${figure} ${value}`);
  return [
    subject,
    "",
    `In ${proposal.environment}, after ${name} (${proposal.rule ?? "no rule"}).`,
    `Why this number: ${formula}${figures.length > 0 ? `; ${figures.join(", ")}` : ""}${bound === null ? "" : `; at most ${bound.most}, because ${bound.because}`}.`,
    because,
    ...alongside.map((one) => `With it ${fieldPath(one)} ${one.from ?? "unsaid"} -> ${one.to}: ${one.formula}.`),
    ...also.map((one) => `It moves ${sayField(one.definition, fieldPath(one), one.environment)} as well.`),
    ...(safety === "review" ? ["To be reviewed: not everything that this rests on was measured."] : []),
    "Compiled before and after: the programs of all environments differ in this change alone.",
    "",
  ].join("\n");
}
