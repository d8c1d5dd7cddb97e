import fs from "node:fs";
import path from "node:path";
import type { Overlay } from "../../compiler/evaluate/source.ts";
import type { Compiled } from "../../compiler/index.ts";
import { judgeInputs } from "../../remediation/diagnose-inputs.ts";
import { type Publication, publishBranch } from "../../remediation/phases/6-publish.ts";
import { fieldPath } from "../../remediation/proposal.ts";
import { type Remediation, remediate } from "../../remediation/remediate.ts";
import { edited } from "../../remediation/rewrite/text-edit.ts";
import { isRunId, readRun } from "../../runs/run-store.ts";
import { type Context, exit } from "../context.ts";
import { note, print } from "../output.ts";
import { findRoot } from "../project.ts";
import { committedArtifacts } from "../remediate/committed-artifacts.ts";
import { proposalLine } from "../remediate/proposal-line.ts";
import { sayRemediation } from "../remediate/say-remediation.ts";
import { findRun } from "../runs/find-run.ts";
import { styleFor } from "../style.ts";
import { unreadableInput } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

export interface RemediateFlags {
  readonly root?: string;
  readonly env?: string;
  readonly flow?: string;
  readonly step?: string;
  readonly publish?: "none" | "branch";
  readonly out?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/**
 * Turns what went wrong into a confirmed edit of a definition, and that into a branch where it is asked for. The working tree stays as it is.
 *
 * Exits 1 where something failed and nothing was confirmed. Throws cli/unreadable-input, cli/unknown-run, cli/no-config.
 */
export async function remediateHere(this: Context, flags: RemediateFlags, ...inputs: readonly string[]): Promise<void> {
  const root = findRoot(this, flags.root);
  const paths = inputs.map((input) => pathOf(this, root, input));
  const compile = (overlay: Overlay): Promise<Compiled> => this.services.compile({ root, overlay, withoutPlans: true });
  const before = await compile(new Map());
  const compileWith = (texts: ReadonlyMap<string, string>): Promise<Compiled> =>
    compile(new Map([...texts].map(([file, text]) => [path.join(before.top, file), text])));
  const groups = judgeInputs(paths, {
    standardInput: this.standardInput ?? nothing(),
    onUnread: ({ name, problem }) => note(this, `warning: "${name}" ${problem}.`),
    onRulesOnly: () => note(this, 'note: the package "onnxruntime-node" is not installed, so only rules are asked.'),
  });
  const lines: string[] = [];
  for await (const group of groups) {
    const remediation = await remediate({
      group,
      before,
      compileWith,
      ...(flags.flow !== undefined && { flow: flags.flow }),
      ...(flags.step !== undefined && { step: flags.step }),
      ...(flags.env !== undefined && { environment: flags.env }),
    });
    const published = flags.publish === "branch" && flags.dryRun !== true ? await publish(this, root, before, remediation) : null;
    const line = flags.out === undefined ? null : await proposalLine(this, root, before, remediation);
    if (line !== null && !("problem" in line)) lines.push(`${JSON.stringify(line)}\n`);
    const unwritten = line !== null && "problem" in line ? line.problem : null;
    const problem = unwritten ?? (published !== null && "problem" in published ? published.problem : null);
    const publication = published === null || "problem" in published ? null : published;
    if (problem !== null || (group.verdict.action !== "none" && !remediation.confirmed)) this.process.exitCode = exit.findings;
    if (flags.json === true) print(this, JSON.stringify(documentOf(remediation, problem, publication)));
    else
      print(
        this,
        ...sayRemediation(remediation, before.sources, { problem, publication }, styleFor(this.process.stdout, this.environment)),
      );
  }
  if (flags.out !== undefined && flags.dryRun !== true)
    fs.writeFileSync(path.resolve(this.folder, flags.out), lines.join(""), { mode: 0o600 });
}

/** A run by its id, or what holds records and logs. */
function pathOf(context: Context, root: string, input: string): string {
  if (input === "-") return input;
  const file = path.resolve(context.folder, input);
  if (fs.existsSync(file)) return file;
  if (isRunId(input) && (readRun(root, input) !== undefined || !/[./\\]/.test(input))) return findRun(root, input).folder;
  throw new UsageError(unreadableInput.at(null, { name: input, problem: "does not exist" }));
}

async function publish(
  context: Context,
  root: string,
  { top, sources }: Compiled,
  { proposal, edits, because, after }: Remediation,
): Promise<Publication | { readonly problem: string } | null> {
  if (proposal === null || after === null || because === null) return null;
  const base = new Map(edits.map(({ file }) => [file, sources.get(file) ?? null]));
  const texts = new Map(edits.map((edit) => [edit.file, edited(sources.get(edit.file) ?? "", edit)]));
  const artifacts = await committedArtifacts(context, root, after);
  return publishBranch({ top, proposal, because, base, texts: new Map([...texts, ...artifacts]) });
}

function documentOf(
  { verdict, proposal, edits, confirmed, refused, artifacts }: Remediation,
  problem: string | null,
  publication: Publication | null,
): object {
  const said = proposal && { ...proposal, path: fieldPath(proposal) };
  return { formatVersion: 1, verdict, proposal: said, edits, confirmed, refused: refused ?? problem, artifacts, publication };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
