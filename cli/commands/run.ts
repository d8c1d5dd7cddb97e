import { randomBytes } from "node:crypto";
import os from "node:os";
import path from "node:path";
import { didYouMean } from "../../compiler/diagnostics/suggest.ts";
import { git } from "../../compiler/git/git.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import { isStep } from "../../compiler/program.ts";
import { escapeControl } from "../../compiler/text/escape-control.ts";
import { type CompletedParams, completeParams, completeParamsFromText } from "../../local/complete-params.ts";
import type { ContainerEngine } from "../../local/containers/engine.ts";
import { noSpark } from "../../local/diagnostics.ts";
import { givenKeys, missingKeys } from "../../local/given-keys.ts";
import { semaphoreSize } from "../../local/locks/lock-name.ts";
import { recorded } from "../../local/record-run.ts";
import { makeRunFolder, type RunHereOptions, runHere } from "../../local/run-here.ts";
import { newRunId } from "../../local/run-id.ts";
import { dayIn, momentOf } from "../../local/run-times.ts";
import { scheduledParams } from "../../local/scheduled-params.ts";
import type { RunRecord } from "../../runs/run-record.ts";
import { claimRun, listRuns, releaseRun, runsFolder } from "../../runs/run-store.ts";
import { described } from "../../schema/values/described.ts";
import { type Context, exit } from "../context.ts";
import { note, print, printJson } from "../output.ts";
import { compileProject, findRoot } from "../project.ts";
import { chooseEngine } from "../runs/choose-engine.ts";
import { type ChosenFlow, chooseFlow } from "../runs/choose-flow.ts";
import { findRun } from "../runs/find-run.ts";
import { allSteps, notApplied } from "../runs/not-applied.ts";
import { readPairs } from "../runs/read-pairs.ts";
import { sayRun } from "../runs/say-run.ts";
import { openView, type RunView } from "../runs/view-run.ts";
import { badOption, badParameter, cannotWrite, conflictingOptions, unknownStep, unusableRun } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";
import { reasonOf } from "../write-file.ts";

export interface RunFlags {
  readonly root?: string;
  readonly env?: string;
  readonly param?: readonly string[];
  readonly only?: string;
  readonly resume?: string;
  readonly approve?: readonly string[];
  readonly secret?: readonly string[];
  readonly configMap?: readonly string[];
  readonly scheduledAt?: string;
  readonly parallelism?: number;
  readonly executor?: "process" | "docker";
  readonly json?: boolean;
}

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
  const { compiled } = await compileProject(this, { root, ...(environment !== undefined && { env: [environment] }) }, { targets: [] });
  const chosen = await chooseFlow(this, compiled, wanted);
  if (chosen === undefined) return;
  const prepared = prepare(this, flags, chosen, earlier, root);
  const engine = await chooseEngine(this, flags.executor, chosen.plan, flags.only);
  const commit = await git(root, ["rev-parse", "HEAD"]);
  const record = await carryOut(this, flags, chosen, {
    ...prepared,
    ...(engine !== undefined && { engine }),
    commit: commit.code === 0 ? commit.stdout.toString("utf8").trim() : null,
  });
  if (flags.json === true) printJson(this, record);
  else print(this, ...sayRun(record, path.relative(this.folder, path.join(runsFolder(root), record.id)) || "."));
  this.process.exitCode = record.status === "succeeded" ? exit.clean : exit.findings;
}

interface Earlier {
  readonly record: RunRecord;
  readonly folder: string;
}

/** The run of `--resume`; with `--only`, else the latest of the flow. */
function earlierRun(root: string, { resume, only }: RunFlags, name: string | undefined): Earlier | undefined {
  if (resume === undefined)
    return only === undefined
      ? undefined
      : listRuns(root).find((run): run is Earlier & { id: string } => "record" in run && run.record.flow === name);
  const found = findRun(root, resume);
  const { flow, engine } = found.record;
  const reason =
    name !== undefined && flow !== name ? `it is of flow "${flow}"` : engine !== "local" ? `it is of engine "${engine}"` : undefined;
  if (reason !== undefined) throw new UsageError(unusableRun.at(null, { name: resume, reason }));
  return found;
}

interface Prepared {
  readonly root: string;
  readonly earlier: Earlier | undefined;
  readonly startedAt: number;
  readonly params: RunHereOptions["params"];
  readonly scheduledAt: string;
  readonly scheduledDate: string;
  readonly keyOf: RunHereOptions["keyOf"];
  readonly answers: ReadonlyMap<string, string>;
}

/** Everything that can be wrong with the command line, found before anything runs. */
function prepare(context: Context, flags: RunFlags, { plan }: ChosenFlow, earlier: Earlier | undefined, root: string): Prepared {
  const { flow } = plan;
  if (flags.parallelism === 0) throw new UsageError(badOption.at(null, { option: "--parallelism", found: "0", expected: "1 or more" }));
  const keyOf = givenKeys(
    {
      secret: readPairs("--secret", flags.secret, /^[^=]+\.[^=]+$/, "NAME.KEY=VALUE"),
      configMap: readPairs("--config-map", flags.configMap),
    },
    context.environment,
  );
  const answers = readPairs("--approve", flags.approve, undefined, "NAME=yes or NAME=no");
  refuseUnknownSteps(plan, flags.only, answers);
  const [problem] = [...sparkProblems(plan, flags.only), ...missingKeys(plan, keyOf, flags.only), ...semaphoreProblems(plan, keyOf)];
  if (problem !== undefined) throw new UsageError(problem);
  const common = { root, earlier, keyOf, answers };
  if (flags.resume !== undefined && earlier !== undefined) {
    if ((flags.param ?? []).length > 0 || flags.scheduledAt !== undefined)
      throw new UsageError(
        conflictingOptions.at(null, {
          one: "--resume",
          other: flags.scheduledAt === undefined ? "--param" : "--scheduled-at",
          reason: "a run keeps its parameters and its time",
        }),
      );
    const { startedAt, params, scheduledAt = startedAt, scheduledDate = startedAt.slice(0, 10) } = earlier.record;
    return {
      ...common,
      startedAt: Date.parse(startedAt),
      params: accepted(plan, completeParams(flow, params)),
      scheduledAt,
      scheduledDate,
    };
  }
  const now = context.now().getTime();
  const due = flags.scheduledAt === undefined ? now : Date.parse(flags.scheduledAt);
  if (Number.isNaN(due))
    throw new UsageError(
      badOption.at(null, { option: "--scheduled-at", found: flags.scheduledAt ?? "", expected: "RFC 3339 such as 2026-11-24T03:00:00Z" }),
    );
  const [schedule] = flags.scheduledAt === undefined ? [] : flow.schedules;
  if (flags.scheduledAt !== undefined && schedule === undefined)
    throw new UsageError(
      badOption.at(null, {
        option: "--scheduled-at",
        found: flags.scheduledAt,
        expected: `nothing, because flow "${flow.name}" has no schedule`,
      }),
    );
  const computed = schedule === undefined ? {} : scheduledParams(flow, schedule, due);
  // Parameters of the flow that the latest run was given hold for one step of it, too.
  const kept = flags.only !== undefined && earlier !== undefined ? earlier.record.params : {};
  const given = accepted(
    plan,
    completeParamsFromText(flow, Object.fromEntries(readPairs("--param", flags.param)), { ...kept, ...computed }),
  );
  return { ...common, startedAt: now, params: given, scheduledAt: momentOf(due), scheduledDate: dayIn(due, schedule?.timezone ?? "UTC") };
}

function accepted({ flow }: PlannedFlow, completed: CompletedParams): RunHereOptions["params"] {
  if ("params" in completed) return completed.params;
  const [first] = completed.problems;
  const { param = "", says = "" } = first ?? {};
  const type = flow.params[param]?.type;
  const scheduled = flow.schedules.some(({ params }) => Object.hasOwn(params, param))
    ? " Or --scheduled-at TIME: the schedule gives it then."
    : "";
  const help =
    type === undefined ? didYouMean(param, Object.keys(flow.params)) : `Expected ${described(type)}: -p ${param}=VALUE.${scheduled}`;
  throw new UsageError(badParameter.at(null, { param, flow: flow.name, says }, help === undefined ? {} : { help }));
}

function refuseUnknownSteps({ flow, called }: PlannedFlow, only: string | undefined, answers: ReadonlyMap<string, string>): void {
  const nodes = [flow, ...called.map((callee) => callee.flow)].flatMap((each) => each.nodes);
  const refuse = (name: string, known: readonly string[]): void => {
    if (known.includes(name)) return;
    const help = didYouMean(name, known);
    throw new UsageError(unknownStep.at(null, { flow: flow.name, name }, help === undefined ? {} : { help }));
  };
  if (only !== undefined)
    refuse(
      only,
      nodes.filter(isStep).map(({ name }) => name),
    );
  for (const [path_, answer] of answers) {
    refuse(
      path_.slice(path_.lastIndexOf("/") + 1),
      nodes.filter(({ kind }) => kind === "approval").map(({ name }) => name),
    );
    if (answer !== "yes" && answer !== "no")
      throw new UsageError(
        badOption.at(null, { option: "--approve", found: `${path_}=${answer}`, expected: `${path_}=yes or ${path_}=no` }),
      );
  }
}

function sparkProblems(plan: PlannedFlow, only: string | undefined) {
  return allSteps(plan)
    .filter(({ program, name }) => program.kind === "spark" && (only === undefined || only === name))
    .map(({ name }) => noSpark.at(null, { step: name }));
}

function semaphoreProblems(plan: PlannedFlow, keyOf: RunHereOptions["keyOf"]) {
  return [plan.flow, ...allSteps(plan)].flatMap(({ semaphores }) =>
    semaphores.flatMap(({ configMap, key }) => {
      const text = keyOf("configMap", configMap, key);
      if (text === undefined || semaphoreSize(text) !== undefined) return [];
      return [
        badOption.at(null, {
          option: `--config-map ${configMap}.${key}`,
          found: text,
          expected: "the size of a semaphore: a whole number, 1 or more",
        }),
      ];
    }),
  );
}

async function carryOut(
  context: Context,
  flags: RunFlags,
  { plan, environment }: ChosenFlow,
  prepared: Prepared & { readonly commit: string | null; readonly engine?: ContainerEngine },
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
    else note(context, "Ending the run; once more to end it at once.");
    stop.abort();
  });
  note(context, `Run ${id}`, notApplied(plan, engine));
  const view = openView(context, run);
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
