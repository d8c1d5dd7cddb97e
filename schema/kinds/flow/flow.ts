/** The constructor of flows: runs the body once, and records what it says. */
import type * as z from "zod";
import type { CallNumbers, DefinitionRecord, Json, Text } from "../../record.ts";
import { definition, isPlainObject, problem, recordProblems } from "../../recording/recording.ts";
import { callSites, sitesOfError } from "../../recording/sites.ts";
import { definitionName } from "../../values/definition-name.ts";
import { foundWords } from "../../values/found-words.ts";
import { type ArgumentPath, plain, recordWord } from "../../values/plain.ts";
import { members, reference } from "../../values/reference.ts";
import { type ParamRecord, paramRecord, UnsupportedType } from "../../values/value-type.ts";
import { bodyOf } from "./body-of.ts";
import { builder } from "./builder.ts";
import type { Builder, Flow, FlowOptions } from "./language.ts";
import { type BodyRecord, type NodeRecord, newRecorder, type ResultRecord, refuseAsync, type ScheduleRecord } from "./recorder.ts";
import { resultRecord } from "./results.ts";
import { RETURNED, scheduledAt } from "./run.ts";
import { objectOf } from "./step.ts";

export interface FlowRecord extends DefinitionRecord {
  readonly kind: "flow";
  readonly options: unknown;
  readonly params: { readonly [name: string]: ParamRecord };
  readonly schedules: readonly ScheduleRecord[];
  readonly nodes: readonly NodeRecord[];
  readonly bodies: readonly BodyRecord[];
  readonly result: ResultRecord;
  /** The error that ended the body early, if one did. */
  readonly failure?: { readonly message: string; readonly calls: readonly CallNumbers[] };
}

type Zods = Readonly<Record<string, z.ZodType>>;

/**
 * Declares a flow
 *
 * `body` runs once, when the definitions load: it describes the steps and how values pass between them, and what it returns is what the flow gives to a
 * `call`. A mistake in it is reported with its place, and hides no other.
 */
export function flow<const P extends Zods = {}, R = void>(
  name: string,
  options: FlowOptions<P>,
  body: (build: Builder<{ [K in keyof P]: z.infer<P[K]> }>) => R,
): Flow<P, R> {
  const calls = callSites();
  const { value, problems, uses } = recordProblems(() =>
    describe(definitionName("flow", name), calls, options, body as (build: Builder<never>) => unknown),
  );
  const record: FlowRecord = { ...value.record, problems };
  const members = {
    kind: "flow" as const,
    name,
    params: (options?.params ?? {}) as P,
    outputs: value.returned as R,
    [RETURNED]: value.returned,
  };
  return definition(record, members, uses) as Flow<P, R>;
}

function describe(
  name: string,
  calls: readonly CallNumbers[],
  options: FlowOptions<Zods>,
  body: (build: Builder<never>) => unknown,
): { readonly record: FlowRecord; readonly returned: unknown } {
  const { params: given = {}, schedule, ...rest } = objectOf(options, name) as unknown as FlowOptions<Zods>;
  const zods = objectOf(given, name, 1, "params") as Zods;
  const recorder = newRecorder();
  const params = recordParams(zods);
  const references = members(
    Object.fromEntries(
      Object.entries(params).map(([param, { type }]) => [param, reference({ op: "param", name: param }, type, `parameter "${param}"`)]),
    ),
    "load/unknown-parameter",
    { flow: String(name) },
  );
  let returned: unknown;
  let failure: FlowRecord["failure"];
  try {
    const describeSteps = bodyOf(body, `flow "${name}"`, [2]);
    returned = describeSteps(builder(recorder, references) as unknown as Builder<never>);
    refuseAsync(returned);
  } catch (error) {
    failure = { message: error instanceof Error ? error.message : String(error), calls: sitesOfError(error) };
  }
  const record: FlowRecord = {
    kind: "flow",
    name,
    calls,
    problems: [],
    options: plain(rest, [1]),
    params,
    schedules: recordSchedules(schedule),
    nodes: recorder.nodes,
    bodies: recorder.bodies,
    result: resultRecord(returned),
    ...(failure && { failure }),
  };
  return { record, returned };
}

function recordParams(zods: Zods): Record<string, ParamRecord> {
  const params: Record<string, ParamRecord> = {};
  for (const [name, schema] of Object.entries(zods)) {
    try {
      const { default: value, ...rest } = paramRecord(schema);
      // A default may come from a config file, and be unknown.
      params[name] = value === undefined ? rest : { ...rest, default: (plain(value, [1, "params", name]) ?? null) as Json };
    } catch (error) {
      if (!(error instanceof UnsupportedType)) throw error;
      problem("validate/unsupported-type", { where: `Parameter "${name}"`, found: error.found }, { path: [1, "params", name] });
      params[name] = { type: { type: "unknown" } };
    }
  }
  return params;
}

function recordSchedules(schedule: FlowOptions<Zods>["schedule"]): readonly ScheduleRecord[] {
  const all: readonly unknown[] = schedule === undefined ? [] : Array.isArray(schedule) ? schedule : [schedule];
  if (schedule !== undefined && all.length === 0) problem("load/no-schedule", {}, { path: [1, "schedule"] });
  return all.map((one, index) => recordSchedule(one, [1, "schedule", ...(all.length === 1 ? [] : [index])]));
}

/** One that is no object is recorded as it is: the schema says what is wrong with it. */
function recordSchedule(schedule: unknown, path: ArgumentPath): ScheduleRecord {
  const recorded = isPlainObject(schedule) ? schedule : undefined;
  if (recorded === undefined) return plain(schedule, path) as ScheduleRecord;
  const { params, ...rest } = recorded;
  return { ...(plain(rest, path) as ScheduleRecord), params: scheduleParams(params, [...path, "params"]) };
}

function scheduleParams(params: unknown, path: ArgumentPath): Record<string, Text> {
  if (params === undefined) return {};
  const given: unknown = typeof params === "function" ? params({ scheduledAt: scheduledAt() }) : undefined;
  if (!isPlainObject(given)) {
    const found = typeof params === "function" ? `a function that gives ${foundWords(given)}` : foundWords(params);
    problem("load/schedule-params", { found }, { path });
    return {};
  }
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, recordWord(value, [...path, name]) as Text]));
}
