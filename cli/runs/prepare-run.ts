/** Everything that can be wrong with the command line of a run, found before anything runs. */
import { didYouMean } from "../../compiler/diagnostics/suggest.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import { isStep } from "../../compiler/program.ts";
import { dayIn } from "../../compiler/schedules/day-in.ts";
import { type CompletedParams, completeParams, completeParamsFromText } from "../../local/complete-params.ts";
import { noSpark } from "../../local/diagnostics.ts";
import { givenKeys, missingKeys } from "../../local/given-keys.ts";
import { semaphoreSize } from "../../local/locks/lock-name.ts";
import type { RunHereOptions } from "../../local/run-here.ts";
import { momentOf } from "../../local/run-times.ts";
import { scheduledParams } from "../../local/scheduled-params.ts";
import type { RunRecord } from "../../runs/run-record.ts";
import { listRuns } from "../../runs/run-store.ts";
import { described } from "../../schema/values/described.ts";
import type { Context } from "../context.ts";
import { badOption, badParameter, conflictingOptions, unknownStep, unusableRun } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";
import type { ChosenFlow } from "./choose-flow.ts";
import { findRun } from "./find-run.ts";
import { allSteps } from "./not-applied.ts";
import { readPairs } from "./read-pairs.ts";
import type { Progress } from "./view-run.ts";

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
  readonly progress?: Progress;
  readonly json?: boolean;
}

/** An earlier run whose results are used. */
export interface Earlier {
  readonly record: RunRecord;
  readonly folder: string;
}

/** The run of `--resume`; with `--only`, else the latest of the flow. */
export function earlierRun(root: string, { resume, only }: RunFlags, name: string | undefined): Earlier | undefined {
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

export interface PreparedRun {
  readonly root: string;
  readonly earlier: Earlier | undefined;
  readonly startedAt: number;
  readonly params: RunHereOptions["params"];
  readonly scheduledAt: string;
  readonly scheduledDate: string;
  readonly keyOf: RunHereOptions["keyOf"];
  readonly answers: ReadonlyMap<string, string>;
}

/** What the flags say of a run. Throws cli/bad-option, cli/bad-parameter, cli/conflicting-options, cli/unknown-step, local/no-spark, local/secret-missing. */
export function prepareRun(
  context: Context,
  flags: RunFlags,
  { plan }: ChosenFlow,
  earlier: Earlier | undefined,
  root: string,
): PreparedRun {
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
      params: acceptedParams(plan, completeParams(flow, params)),
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
  const given = acceptedParams(
    plan,
    completeParamsFromText(flow, Object.fromEntries(readPairs("--param", flags.param)), { ...kept, ...computed }),
  );
  return { ...common, startedAt: now, params: given, scheduledAt: momentOf(due), scheduledDate: dayIn(due, schedule?.timezone ?? "UTC") };
}

/** The parameters, where nothing is wrong with them. Throws cli/bad-parameter. */
export function acceptedParams({ flow }: PlannedFlow, completed: CompletedParams): RunHereOptions["params"] {
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
