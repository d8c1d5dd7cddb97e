/** The line of a proposal file that a remediation becomes: what the publisher gets to see, and nothing else. */
import { diffPrograms } from "../../compiler/diff/diff-programs.ts";
import { blobHash, blobsAt } from "../../compiler/git/blobs.ts";
import { headCommit } from "../../compiler/git/head-commit.ts";
import type { Compiled } from "../../compiler/index.ts";
import type { Configuration } from "../../compiler/validate/validate-platform.ts";
import type { InputVerdict } from "../../remediation/diagnose-inputs.ts";
import { keyOf } from "../../remediation/phases/6-publish.ts";
import { fieldPath, type Proposal, sayField } from "../../remediation/proposal.ts";
import { type ProposalFile, proposalFile } from "../../remediation/proposal-file.ts";
import { parseDuration } from "../../schema/words/quantities.ts";
import { changedFiles } from "../diff/changed-files.ts";
import { sayChanges } from "../diff/say-difference.ts";

type Policy = Configuration["remediation"];

const mostLines = 500;
const mostCharacters = 1000;

/** A change that was confirmed, with all texts after it. */
export interface ConfirmedChange {
  readonly proposal: Proposal;
  readonly because: string;
  readonly verdict: InputVerdict;
  readonly after: Compiled;
  /** Of the edited files, by path relative to the top. */
  readonly texts: ReadonlyMap<string, string>;
  /** Of the committed artifacts that differ. */
  readonly artifacts: ReadonlyMap<string, string>;
}

/** The change as the publisher takes it, or in a sentence why it cannot be published. Reads HEAD, which what was compiled has to be. */
export async function proposalLine(
  before: Compiled,
  { proposal, because, verdict, after, texts, artifacts }: ConfirmedChange,
): Promise<ProposalFile | { readonly problem: string }> {
  const head = await committed(before);
  if ("problem" in head) return head;
  const file = (kind: "source" | "artifact") => (entry: readonly [string, string]) => {
    const [path, text] = entry;
    return { path, kind, before: head.blobs.get(path) ?? null, text };
  };
  const policy = before.configuration?.remediation ?? {};
  const line = {
    formatVersion: 1,
    key: keyOf(proposal),
    base: { branch: policy.branch ?? "main", commit: head.commit },
    change: changeOf(proposal),
    verdict: {
      confidence: verdict.confidence,
      rule: verdict.rule,
      model: verdict.model,
      run: runOf(verdict),
      subject: verdict.subject,
      evidence: verdict.evidence.map(({ line: number, text }) => ({ line: number, text: cut(text, 400) })),
    },
    because,
    files: [...[...texts].map(file("source")), ...[...artifacts].map(file("artifact"))],
    artifacts: artifactWords(before, after),
    policy: policyOf(policy),
  };
  const read = proposalFile.safeParse(line);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return { problem: `A pull request cannot say this: ${issue?.message ?? "it is not as agreed"} ("${issue?.path.join(".") ?? ""}").` };
}

function changeOf(proposal: Proposal): ProposalFile["change"] {
  const { definition, from, to, formula, observed, bound, safety, cost, alongside, also } = proposal;
  return {
    definition,
    field: fieldPath(proposal),
    from,
    to,
    formula,
    observed: { ...observed },
    bound,
    safety,
    cost,
    alongside: alongside.map((one) => ({ field: fieldPath(one), from: one.from, to: one.to, formula: one.formula })),
    also: also.map((field) => sayField(field.definition, fieldPath(field), field.environment)),
  };
}

function policyOf({ repository, pullRequests = {}, coolDown = "24h", dashboard = true }: Policy): ProposalFile["policy"] {
  const { hourly = 2, open = 10, perFlow = 3 } = pullRequests;
  return {
    repository: repository ?? null,
    pullRequests: { hourly, open, perFlow },
    coolDownSeconds: (parseDuration(coolDown) ?? 0) / 1000,
    dashboard,
  };
}

/** "run/churn-20261124t031500z-7f3a/fit" names a run. */
function runOf({ subject }: InputVerdict): string | null {
  return /^run\/([^/]{1,400})\//.exec(subject ?? "")?.[1] ?? null;
}

/** HEAD and the hashes of its files. What was compiled has to be what is committed: a pull request is made of commits. */
async function committed({
  top,
  sources,
}: Compiled): Promise<{ readonly commit: string; readonly blobs: ReadonlyMap<string, string> } | { readonly problem: string }> {
  const commit = await headCommit(top);
  if (commit === null) return { problem: "There is no git repository with a commit to make a pull request of." };
  const blobs = await blobsAt(top, commit);
  for (const [file, text] of sources) {
    if (/(?:^|\/)node_modules\//.test(file)) continue;
    if (blobs.get(file) !== blobHash(text, commit)) return { problem: `"${file}" has changes that are not committed: commit them first.` };
  }
  return { commit, blobs };
}

function artifactWords(before: Compiled, after: Compiled): readonly string[] {
  const programs = ({ environments }: Compiled) => environments.map(({ program }) => program);
  const words = sayChanges(diffPrograms(programs(before), programs(after)));
  const files = changedFiles(before.artifacts, after.artifacts, { context: 1 });
  const lines = files.flatMap(({ path, action, lines: changed, more }) => [
    "",
    `${action} ${path}`,
    ...changed,
    ...(more > 0 ? [`… and ${more} more lines`] : []),
  ]);
  return [...words, ...lines].slice(0, mostLines).map((line) => cut(line, mostCharacters));
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
}
