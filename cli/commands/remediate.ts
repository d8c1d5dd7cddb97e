import fs from "node:fs";
import path from "node:path";
import type { Overlay } from "../../compiler/evaluate/source.ts";
import type { Compiled } from "../../compiler/index.ts";
import { diagnoseTools, type JudgedGroup, judgeInputs, judgeRecord } from "../../remediation/diagnose-inputs.ts";
import type { Healed } from "../../remediation/history/handled.ts";
import { stepKey } from "../../remediation/history/step-histories.ts";
import { type Publication, publishBranch } from "../../remediation/phases/6-publish.ts";
import { fieldPath } from "../../remediation/proposal.ts";
import type { HealedLine } from "../../remediation/publish/publish-line.ts";
import { type Remediation, remediate } from "../../remediation/remediate.ts";
import { editedTexts } from "../../remediation/rewrite/text-edit.ts";
import { isRunId, readRun } from "../../runs/run-store.ts";
import { type Context, exit } from "../context.ts";
import { note, print } from "../output.ts";
import { findRoot } from "../project.ts";
import { committedArtifacts } from "../remediate/committed-artifacts.ts";
import { proposalLine } from "../remediate/proposal-line.ts";
import { sayRemediation } from "../remediate/say-remediation.ts";
import { type Failure, handleSince, rememberedSteps } from "../remediate/since.ts";
import { startPublisher } from "../remediate/start-publisher.ts";
import { findRun } from "../runs/find-run.ts";
import { findStoredRun, isEngineRun } from "../runs/find-stored-run.ts";
import { withRuns } from "../runs/open-runs.ts";
import { readMeasures } from "../runs/read-measures.ts";
import { styleFor } from "../style.ts";
import { unreadableInput } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

export interface RemediateFlags {
  readonly root?: string;
  readonly env?: string;
  readonly flow?: string;
  readonly step?: string;
  readonly since?: string;
  readonly publish?: "none" | "branch" | "github";
  readonly out?: string;
  readonly server?: string;
  readonly everyEnvironment?: boolean;
  readonly dryRun?: boolean;
  readonly metrics?: readonly string[];
  readonly json?: boolean;
}

/**
 * Turns what went wrong into a confirmed edit of a definition, and that into a branch where it is asked for. The working tree stays as it is.
 *
 * Exits 1 where something failed and nothing was confirmed. Throws cli/unreadable-input, cli/unknown-run, cli/no-config.
 */
export async function remediateHere(this: Context, flags: RemediateFlags, ...inputs: readonly string[]): Promise<void> {
  const root = findRoot(this, flags.root);
  const paths = inputs.filter((input) => !isEngineRun(input)).map((input) => pathOf(this, root, input));
  const compile = (overlay: Overlay): Promise<Compiled> => this.services.compile({ root, overlay, withoutPlans: true });
  const before = await compile(new Map());
  const compileWith = (texts: ReadonlyMap<string, string>): Promise<Compiled> =>
    compile(new Map([...texts].map(([file, text]) => [path.join(before.top, file), text])));
  if ((flags.since === undefined) === (inputs.length === 0)) throw new UsageError(unreadableInput.at(null, noInput(inputs)));
  const groups = judgeInputs(paths, {
    measures: await readMeasures(this, flags.metrics ?? []),
    standardInput: this.standardInput ?? nothing(),
    onUnread: ({ name, problem }) => note(this, `warning: "${name}" ${problem}.`),
    onRulesOnly: () => note(this, 'note: the package "onnxruntime-node" is not installed, so only rules are asked.'),
  });
  if (flags.out !== undefined && flags.dryRun !== true) fs.writeFileSync(path.resolve(this.folder, flags.out), "", { mode: 0o600 });
  const handle = async (group: JudgedGroup, past?: Pick<Failure, "history" | "waits">): Promise<boolean> => {
    const remediation = await remediate({
      group,
      before,
      compileWith,
      ...(past !== undefined && { history: past.history }),
      ...(past?.waits !== undefined && { waits: past.waits }),
      ...(flags.flow !== undefined && { flow: flags.flow }),
      ...(flags.step !== undefined && { step: flags.step }),
      ...(flags.env !== undefined && { environment: flags.env }),
      ...(flags.everyEnvironment !== undefined && { everyEnvironment: flags.everyEnvironment }),
    });
    const published = await publish(this, { root, before, flags, remediation });
    const problem = published !== null && "problem" in published ? published.problem : null;
    const publication = published === null || "problem" in published ? null : published;
    if (problem !== null || (group.verdict.action !== "none" && !remediation.confirmed)) this.process.exitCode = exit.findings;
    if (flags.json === true) print(this, JSON.stringify(documentOf(remediation, problem, publication)));
    else
      print(
        this,
        ...sayRemediation(remediation, before.sources, { problem, publication }, styleFor(this.process.stdout, this.environment)),
      );
    return problem === null;
  };
  if (flags.since === undefined) {
    const histories = await rememberedSteps(this, root, before);
    const pastOf = ({ subject, verdict }: JudgedGroup) => {
      const { flow, step, environment } = { ...verdict.origin, environment: subject?.origin.environment };
      const known = { environment: flags.env ?? environment, flow: flags.flow ?? flow, step: flags.step ?? step };
      const history = histories.get(stepKey({ environment: known.environment ?? "", flow: known.flow ?? "", step: known.step ?? "" }));
      return history && { history, waits: undefined };
    };
    if (paths.length > 0) for await (const group of groups) await handle(group, pastOf(group));
    for (const id of inputs.filter(isEngineRun)) {
      const groupsOfRun = await withRuns(this, async () => judgeRecord(await findStoredRun(this, root, id), await diagnoseTools()));
      for (const group of groupsOfRun ?? []) await handle(group, pastOf(group));
    }
  } else
    await handleSince(this, { root, before, since: flags.since, isDry: flags.dryRun === true }, handle, (one) =>
      publishHealed(this, { before, flags }, one),
    );
}

/** What `--since` polls takes the place of inputs. */
function noInput([first]: readonly string[]): { readonly name: string; readonly problem: string } {
  return first === undefined
    ? { name: "", problem: "is not named, and neither is --since" }
    : { name: first, problem: "is named beside --since, which finds the runs itself" };
}

/** A run by its id, or what holds records and logs. */
function pathOf(context: Context, root: string, input: string): string {
  if (input === "-") return input;
  const file = path.resolve(context.folder, input);
  if (fs.existsSync(file)) return file;
  if (isRunId(input) && (readRun(root, input) !== undefined || !/[./\\]/.test(input))) return findRun(root, input).folder;
  throw new UsageError(unreadableInput.at(null, { name: input, problem: "does not exist" }));
}

interface PublishWork {
  readonly root: string;
  readonly before: Compiled;
  readonly flags: RemediateFlags;
  readonly remediation: Remediation;
}

/** What was published of a remediation: null where that is nothing. */
async function publish(context: Context, work: PublishWork): Promise<Publication | { readonly problem: string } | null> {
  const { root, before, flags, remediation } = work;
  const isDry = flags.dryRun === true;
  const branch = flags.publish === "branch" && !isDry ? await publishHere(context, work) : null;
  if (flags.publish !== "github" && flags.out === undefined) return branch;
  const proposed = await proposalLine(context, root, before, remediation);
  if (proposed !== null && "problem" in proposed) return proposed;
  if (proposed === null) return branch;
  if (flags.out !== undefined && !isDry) fs.appendFileSync(path.resolve(context.folder, flags.out), `${JSON.stringify(proposed)}\n`);
  if (flags.publish !== "github") return branch;
  const repository = before.configuration?.remediation.repository ?? null;
  return startPublisher(context, proposed, { repository, server: flags.server, isDry });
}

/** Has what was proposed for a step closed, where it succeeds without. */
async function publishHealed(
  context: Context,
  { before, flags }: Pick<PublishWork, "before" | "flags">,
  { environment, flow, step, class: name, reason }: Healed,
): Promise<void> {
  const { repository = null, dashboard = true } = before.configuration?.remediation ?? {};
  const line: HealedLine = { formatVersion: 1, healed: { environment, flow, step, class: name }, because: reason, repository, dashboard };
  if (flags.out !== undefined) fs.appendFileSync(path.resolve(context.folder, flags.out), `${JSON.stringify(line)}\n`);
  if (flags.publish !== "github") return;
  const ended = await startPublisher(context, line, { repository, server: flags.server, isDry: false });
  if (ended !== null && "problem" in ended) note(context, `warning: what was proposed for it could not be closed: ${ended.problem}`);
}

async function publishHere(
  context: Context,
  { root, before: { top, sources }, remediation: { proposal, edits, because, after } }: PublishWork,
): Promise<Publication | { readonly problem: string } | null> {
  if (proposal === null || after === null || because === null) return null;
  const base = new Map(edits.map(({ file }) => [file, sources.get(file) ?? null]));
  const texts = editedTexts(edits, sources);
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
