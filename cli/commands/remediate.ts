import fs from "node:fs";
import path from "node:path";
import type { Overlay } from "../../compiler/evaluate/source.ts";
import type { Compiled } from "../../compiler/index.ts";
import { diagnoseTools, type JudgedGroup, judgeInputs, judgeRecord } from "../../remediation/diagnose-inputs.ts";
import { type Histories, stepKey } from "../../remediation/history/step-histories.ts";
import type { Publication } from "../../remediation/phases/6-publish.ts";
import { fieldPath } from "../../remediation/proposal.ts";
import { type Remediation, remediate } from "../../remediation/remediate.ts";
import { isRunId, readRun } from "../../runs/run-store.ts";
import { type Context, exit } from "../context.ts";
import { note, print } from "../output.ts";
import { findRoot } from "../project.ts";
import { type PublishFlags, publisher } from "../remediate/publish-remediation.ts";
import { sayRemediation } from "../remediate/say-remediation.ts";
import { type Failure, handleSince, rememberedSteps } from "../remediate/since.ts";
import { findRun } from "../runs/find-run.ts";
import { findStoredRun, isEngineRun } from "../runs/find-stored-run.ts";
import { openRuns, withRuns } from "../runs/open-runs.ts";
import { readMeasures } from "../runs/read-measures.ts";
import { styleFor } from "../style.ts";
import { unreadableInput } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

export interface RemediateFlags extends PublishFlags {
  readonly root?: string;
  readonly env?: string;
  readonly flow?: string;
  readonly step?: string;
  readonly since?: string;
  readonly everyEnvironment?: boolean;
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
  const publishing = publisher(this, root, before, flags);
  publishing.begin();
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
    const published = await publishing.remediation(remediation);
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
  if (flags.since !== undefined) {
    const polling = { root, before, since: flags.since, isDry: flags.dryRun === true };
    return handleSince(this, polling, handle, publishing.healed);
  }
  const pastOf = rememberedBy(this, root, before, flags);
  if (paths.length > 0) for await (const group of groups) await handle(group, await pastOf(group));
  const engineRuns = inputs.filter(isEngineRun);
  if (engineRuns.length === 0) return;
  const [store, tools] = [openRuns(this, root, before.configuration), await diagnoseTools()];
  for (const id of engineRuns) {
    const judged = await withRuns(this, async () => judgeRecord(await findStoredRun(store, id), tools));
    for (const group of judged ?? []) await handle(group, await pastOf(group));
  }
}

/** What is remembered of the step that a verdict is about: read when something first failed. */
function rememberedBy(context: Context, root: string, before: Compiled, flags: RemediateFlags) {
  let histories: Promise<Histories> | undefined;
  return async ({ subject, verdict }: JudgedGroup): Promise<Pick<Failure, "history" | "waits"> | undefined> => {
    const { flow, step } = { flow: flags.flow ?? verdict.origin.flow, step: flags.step ?? verdict.origin.step };
    const environment = flags.env ?? subject?.origin.environment;
    if (verdict.action === "none" || environment === undefined || flow === null || step === null) return undefined;
    histories ??= rememberedSteps(context, root, before);
    const history = (await histories).get(stepKey({ environment, flow, step }));
    return history && { history, waits: undefined };
  };
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

function documentOf(
  { verdict, proposal, edits, confirmed, refused, artifacts }: Remediation,
  problem: string | null,
  publication: Publication | null,
): object {
  const said = proposal && { ...proposal, path: fieldPath(proposal) };
  return { formatVersion: 1, verdict, proposal: said, edits, confirmed, refused: refused ?? problem, artifacts, publication };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
