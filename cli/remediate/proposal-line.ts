import path from "node:path";
import { git } from "../../compiler/git/git.ts";
import type { Compiled } from "../../compiler/index.ts";
import { keyOf } from "../../remediation/phases/6-publish.ts";
import { fieldPath } from "../../remediation/proposal.ts";
import { type ProposalFile, proposalFile } from "../../remediation/proposal-file.ts";
import type { Remediation } from "../../remediation/remediate.ts";
import { edited } from "../../remediation/rewrite/text-edit.ts";
import { parseDuration } from "../../schema/words/quantities.ts";
import type { Context } from "../context.ts";
import { committedArtifacts } from "./committed-artifacts.ts";

/**
 * What the publisher is given of a confirmed change; or why it cannot be published
 *
 * It is checked as the publisher checks it, so that what it would refuse is said here, and by the text that HEAD has: nothing that is not committed is published.
 */
export async function proposalLine(
  context: Context,
  root: string,
  before: Compiled,
  { verdict, proposal, edits, because, after }: Remediation,
): Promise<ProposalFile | { readonly problem: string } | null> {
  if (proposal === null || after === null || because === null) return null;
  const { top, sources, configuration } = before;
  const read = async (...args: readonly string[]): Promise<string | null> => {
    const { code, stdout } = await git(top, args);
    return code === 0 ? stdout.toString("utf8").trim() : null;
  };
  const commit = await read("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
  if (commit === null) return { problem: "There is no git repository with a commit to propose a change of." };
  // The policy is what the base says of it, not what somebody is about to say.
  const { code: differs } = await git(root, ["diff", "--quiet", "HEAD", "--", "millwright.config.ts"]);
  if (differs !== 0) return { problem: '"millwright.config.ts" has changes that are not committed: commit them first.' };
  const remediation = configuration?.remediation;
  const branch = remediation?.branch ?? (await read("symbolic-ref", "--quiet", "--short", "HEAD"));
  if (branch === null) return { problem: "HEAD is on no branch: say `remediation: { branch }` in millwright.config.ts." };
  const hashAt = (path: string) => read("rev-parse", "--verify", "--quiet", `${commit}:${path}`);
  const files: ProposalFile["files"] = [];
  for (const edit of edits) {
    const text = sources.get(edit.file) ?? "";
    const { code, stdout } = await git(top, ["cat-file", "blob", `${commit}:${edit.file}`]);
    if ((code === 0 ? stdout.toString("utf8") : "") !== text)
      return { problem: `"${edit.file}" has changes that are not committed: commit them first.` };
    files.push({ path: edit.file, kind: "source", before: await hashAt(edit.file), text: edited(text, edit) });
  }
  for (const [file, text] of await committedArtifacts(context, root, after))
    files.push({ path: file, kind: "artifact", before: await hashAt(file), text });
  const { from, to, formula, observed, bound, safety, cost, alongside, also } = proposal;
  const limits = remediation?.pullRequests;
  const line: ProposalFile = {
    formatVersion: 1,
    key: keyOf(proposal),
    base: { branch, commit },
    change: {
      definition: proposal.definition,
      field: fieldPath(proposal),
      from,
      to,
      formula,
      observed: { ...observed },
      bound,
      safety,
      cost,
      alongside: alongside.map((companion) => ({
        field: fieldPath(companion),
        from: companion.from,
        to: companion.to,
        formula: companion.formula,
      })),
      also: also.map(fieldPath),
    },
    verdict: {
      confidence: verdict.confidence,
      rule: verdict.rule,
      model: verdict.model,
      run: path.basename(verdict.input).slice(0, 400),
      subject: verdict.subject,
      evidence: verdict.evidence.slice(0, 8).map(({ line: number, text }) => ({ line: number, text: text.slice(0, 400) })),
    },
    because,
    files,
    artifacts: files
      .filter(({ kind }) => kind === "artifact")
      .map(({ path }) => path)
      .slice(0, 500),
    policy: {
      repository: remediation?.repository ?? null,
      pullRequests: { hourly: limits?.hourly ?? 2, open: limits?.open ?? 10, perFlow: limits?.perFlow ?? 3 },
      coolDownSeconds: (parseDuration(remediation?.coolDown ?? "24h") ?? 0) / 1000,
      dashboard: remediation?.dashboard ?? true,
    },
  };
  const checked = proposalFile.safeParse(line);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  return { problem: `It cannot be published: ${issue?.path.join(".") ?? ""} ${issue?.message ?? "is not as agreed"}.` };
}
