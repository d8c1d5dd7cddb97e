import { randomBytes } from "node:crypto";
import os from "node:os";
import path from "node:path";
import { headCommit } from "../../compiler/git/head-commit.ts";
import { escapeControl } from "../../compiler/text/escape-control.ts";
import type { ContainerEngine } from "../../local/containers/engine.ts";
import { recorded } from "../../local/record-run.ts";
import { makeRunFolder, type RunHereOptions, runHere } from "../../local/run-here.ts";
import { newRunId } from "../../local/run-id.ts";
import type { RunRecord } from "../../runs/run-record.ts";
import { claimRun, releaseRun, runsFolder } from "../../runs/run-store.ts";
import { type Context, exit } from "../context.ts";
import { print, printJson } from "../output.ts";
import { compileProject, findRoot } from "../project.ts";
import { chooseEngine } from "../runs/choose-engine.ts";
import { type ChosenFlow, chooseFlow } from "../runs/choose-flow.ts";
import { notApplied } from "../runs/not-applied.ts";
import { earlierRun, type PreparedRun, prepareRun, type RunFlags } from "../runs/prepare-run.ts";
import { sayRun } from "../runs/say-run.ts";
import { openView, type RunView } from "../runs/view-run.ts";
import { badOption, cannotWrite, unusableRun } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";
import { reasonOf } from "../write-file.ts";

/**
 * Runs a flow on this machine; exits 1 unless it succeeded
 *
 * Throws cli/unknown-flow, cli/unknown-run, cli/unusable-run, cli/unknown-step, cli/bad-parameter, cli/bad-option, cli/conflicting-options, cli/cannot-write,
 * local/no-spark, local/secret-missing, local/no-container-engine, local/image-not-there.
 */
export async function runFlowHere(this: Context, flags: RunFlags, name?: string): Promise<void> {
  const root = findRoot(this, flags.root);
  const earlier = earlierRun(root, flags, name);
  const wanted = name ?? earlier?.record.flow;
  if (wanted === undefined) throw new UsageError(badOption.at(null, { option: "FLOW", found: "left out", expected: "the name of a flow" }));
  const environment = flags.env ?? earlier?.record.environment;
  // Nothing but JSON lines where machines follow.
  const silent = { ...this, process: { ...this.process, stderr: { write: () => undefined } } };
  const { compiled } = await compileProject(
    flags.progress === "json" ? silent : this,
    { root, ...(environment !== undefined && { env: [environment] }) },
    { targets: [] },
  );
  const chosen = await chooseFlow(this, compiled, wanted);
  if (chosen === undefined) return;
  const prepared = prepareRun(this, flags, chosen, earlier, root);
  const engine = await chooseEngine(this, flags.executor, chosen.plan, flags.only);
  const record = await carryOut(this, flags, chosen, {
    ...prepared,
    ...(engine !== undefined && { engine }),
    commit: await headCommit(root),
  });
  if (flags.json === true) printJson(this, record);
  else print(this, ...sayRun(record, path.relative(this.folder, path.join(runsFolder(root), record.id)) || "."));
  this.process.exitCode = record.status === "succeeded" ? exit.clean : exit.findings;
}

async function carryOut(
  context: Context,
  flags: RunFlags,
  { plan, environment }: ChosenFlow,
  prepared: PreparedRun & { readonly commit: string | null; readonly engine?: ContainerEngine },
): Promise<RunRecord> {
  const { root, earlier, startedAt, engine } = prepared;
  const isResumed = flags.resume !== undefined && flags.only === undefined && earlier !== undefined;
  const id = isResumed ? earlier.record.id : newRunId(plan.flow.name, context.now().getTime(), randomBytes(2).toString("hex"));
  const run = isResumed ? earlier.folder : newFolder(root, id);
  const claim = claimRun(run);
  if (claim !== undefined) throw new UsageError(unusableRun.at(null, { name: id, reason: `process ${claim.owner} is running it` }));
  const [stop, kill] = [new AbortController(), new AbortController()];
  const release = context.onInterrupt?.(() => {
    if (stop.signal.aborted) kill.abort();
    else view.say("Ending the run; once more to end it at once.");
    stop.abort();
  });
  const view = openView(context, { runId: id, run, ...(flags.progress !== undefined && { progress: flags.progress }) });
  view.say(`Run ${id}`);
  view.say(notApplied(plan, engine));
  try {
    return await runHere({
      plan,
      frame: {
        formatVersion: 1,
        id,
        flow: plan.flow.name,
        engine: "local",
        environment: environment.name,
        program: plan.programHash,
        commit: prepared.commit,
        startedAt: new Date(startedAt).toISOString(),
        params: recorded(prepared.params),
        scheduledAt: prepared.scheduledAt,
        scheduledDate: prepared.scheduledDate,
      },
      params: prepared.params,
      run,
      cache: path.join(root, ".millwright", "cache"),
      locks: path.join(root, ".millwright", "locks"),
      folder: root,
      environment: context.environment,
      keyOf: prepared.keyOf,
      ...(engine !== undefined && { engine }),
      slots: flags.parallelism ?? Math.max(2, os.availableParallelism()),
      clock: () => context.now().getTime(),
      answer: answering(context, prepared.answers, view.whileAsking),
      ...(isResumed && { earlier: earlier.record }),
      ...(flags.only !== undefined && {
        only: { step: flags.only, from: earlier?.record, fromFolder: earlier === undefined ? "" : path.relative(run, earlier.folder) },
      }),
      stop: stop.signal,
      kill: kill.signal,
      say: view.say,
      watch: view.show,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new UsageError(cannotWrite.at(null, { file: path.join(run, "run.json"), reason: reasonOf(error) }));
  } finally {
    view.end();
    release?.();
    releaseRun(run);
  }
}

function newFolder(root: string, id: string): string {
  try {
    return makeRunFolder(runsFolder(root), id);
  } catch (error) {
    throw new UsageError(cannotWrite.at(null, { file: path.join(runsFolder(root), id), reason: reasonOf(error) }));
  }
}

/** Answers from the flags, else from the terminal, one question at a time. */
function answering(context: Context, answers: ReadonlyMap<string, string>, whileAsking: RunView["whileAsking"]): RunHereOptions["answer"] {
  let before: Promise<unknown> = Promise.resolve();
  return (instance, { node }) => {
    const given = answers.get(instance.path) ?? answers.get(node.name);
    const { ask } = context;
    if (given !== undefined || ask === undefined) return given === undefined ? undefined : given === "yes" ? "yes" : "no";
    const asked = before.then(async () => {
      for (;;) {
        const text = (await whileAsking(() => ask(`${escapeControl(`${instance.path}: ${node.message}`)} [yes/no] `))).trim().toLowerCase();
        if (text === "yes" || text === "no") return text;
      }
    });
    before = asked.catch(() => undefined);
    // Without an answer the run stays waiting.
    return asked.catch(() => undefined);
  };
}
