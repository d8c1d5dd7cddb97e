/**
 * A flow, run without containers
 *
 * The scheduler is the one of `millwright run`; steps are fakes, and time is a number that goes on when nothing else does.
 */
import type * as z from "zod";
import { didYouMean } from "../../compiler/diagnostics/suggest.ts";
import type { PlannedStep } from "../../compiler/plan.ts";
import { dayIn } from "../../compiler/schedules/day-in.ts";
import type { Flow } from "../../schema/kinds/flow/language.ts";
import type { Json } from "../../schema/record.ts";
import { parseDuration } from "../../schema/words/quantities.ts";
import { checkOutputs } from "../check-outputs.ts";
import { completeParams } from "../complete-params.ts";
import { EvaluationFault } from "../evaluate-expression.ts";
import { momentOf } from "../run-times.ts";
import { scheduledParams } from "../scheduled-params.ts";
import type { AttemptEnd, StepInstance, StepStatus } from "../scheduler/instance.ts";
import type { Action, AttemptStart, Happening } from "../scheduler/machine.ts";
import { byOrder } from "../scheduler/order.ts";
import { openScheduler, type Scheduler } from "../scheduler/scheduler.ts";
import type { Values } from "../scheduler/scope.ts";
import { type Fake, type FakeAttempt, resultOf } from "./fakes.ts";
import { planInMemory } from "./plan-in-memory.ts";
import type { Returned } from "./returned.ts";
import { refuseUnknownKeys, stepPaths } from "./step-paths.ts";

type Zods = Readonly<Record<string, z.ZodType>>;

export interface SimulateOptions<P extends Zods> {
  /** Parameters; those with a default, and those that the schedule gives, may be left out. */
  readonly params?: { readonly [K in keyof P]?: z.infer<P[K]> };
  /** What each step does, by its name or, for one instance, by its path ("per-shard[2]/count"). A step without value outputs needs no fake. */
  readonly steps?: Readonly<Record<string, Fake>>;
  /** When the run is due, as RFC 3339 text: parameters come from the flow's first schedule. Without it, the run is a manual one of 2026-01-01. */
  readonly scheduledAt?: string;
  /** Answers by the approval's name or path. Without one, the approval waits until it expires; where it does not expire, the run ends as "waiting". */
  readonly approvals?: Readonly<Record<string, "yes" | "no">>;
}

export interface SimulatedStep {
  readonly step: string;
  readonly path: string;
  readonly status: StepStatus;
  readonly attempts: readonly SimulatedAttempt[];
  readonly inputs: Values;
  readonly outputs: Values;
  /** The words of the last attempt's command. */
  readonly command: readonly string[];
}

export interface SimulatedAttempt {
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly reason: string;
  readonly exitCode?: number;
  readonly message?: string;
}

export interface SimulatedRun<R = unknown> {
  readonly status: "succeeded" | "failed" | "cancelled" | "waiting";
  /** One a step instance, in the order of the definition, items in item order. */
  readonly steps: readonly SimulatedStep[];
  /** Paths in the order in which they began, once an attempt. */
  readonly order: readonly string[];
  /** What the flow returned; undefined where it did not succeed. */
  readonly outputs: unknown extends R ? Json | undefined : Returned<R> | undefined;
  /** The step of that path. Throws where the run has none: a step that was skipped or not run is there, with that status. */
  readonly step: (path: string) => SimulatedStep;
  /** Keys of `steps` that no attempt asked for: of steps that were not run, or of items that are not there. */
  readonly unusedFakes: readonly string[];
  /** Loops and calls that failed by themselves, and why. */
  readonly failures: readonly { readonly path: string; readonly message: string }[];
  /** Milliseconds of the virtual clock. */
  readonly duration: number;
}

const manualStart = Date.UTC(2026, 0, 1);

/**
 * Runs a flow with fakes in the place of its steps
 *
 * Throws where the test itself is wrong: the flow has mistakes, a parameter or a fake is missing or names nothing. What a fake gives is checked as the output of
 * a command is: a wrong one fails the attempt.
 */
export function simulate<P extends Zods, R>(flow: Flow<P, R>, options: SimulateOptions<P> = {}): SimulatedRun<R> {
  const plan = planInMemory(flow);
  const paths = stepPaths(plan);
  refuseUnknownKeys("step", Object.keys(options.steps ?? {}), paths, plan.flow.name);
  refuseUnknownKeys("approval", Object.keys(options.approvals ?? {}), paths, plan.flow.name);
  const start = options.scheduledAt === undefined ? manualStart : Date.parse(options.scheduledAt);
  if (Number.isNaN(start))
    throw new TypeError(`scheduledAt is "${options.scheduledAt}", expected RFC 3339 text such as "2026-11-24T03:00:00Z".`);
  const [schedule] = options.scheduledAt === undefined ? [] : plan.flow.schedules;
  const given = { ...(schedule && scheduledParams(plan.flow, schedule, start)), ...(options.params as Values | undefined) };
  const completed = completeParams(plan.flow, given);
  if ("problems" in completed)
    throw new TypeError(
      completed.problems.map(({ param, says }) => `Parameter "${param}" of flow "${plan.flow.name}" ${says}.`).join("\n"),
    );
  const moments = { scheduledAt: momentOf(start), scheduledDate: dayIn(start, schedule?.timezone ?? "UTC") };
  const scheduler = openScheduler(plan, { runId: `${plan.flow.name}-simulated`, params: completed.params, ...moments });
  return drive(scheduler, start, options) as SimulatedRun<R>;
}

interface Due {
  readonly at: number;
  readonly happening: Happening;
}

function drive(scheduler: Scheduler, start: number, { steps = {}, approvals = {} }: SimulateOptions<Zods>): SimulatedRun {
  const due: Due[] = [];
  const order: string[] = [];
  const commands = new Map<StepInstance, readonly string[]>();
  const unused = new Set(Object.keys(steps));
  const fakeOf = (path: string, name: string): Fake | undefined => {
    const key = Object.hasOwn(steps, path) ? path : name;
    unused.delete(key);
    return steps[key];
  };
  let now = start;
  const act = (action: Action): void => {
    const { instance } = action.do === "start" ? action.start : action;
    switch (action.do) {
      case "start": {
        const { end, takes, command } = fakeAttempt(action.start, fakeOf);
        order.push(instance.path);
        commands.set(instance, command);
        due.push({ at: now + takes, happening: { is: "ended", instance, end } });
        break;
      }
      case "stop": {
        const position = due.findIndex(({ happening }) => happening.is === "ended" && happening.instance === instance);
        if (position >= 0) due.splice(position, 1);
        due.push({ at: now, happening: { is: "ended", instance, end: { is: "failed", reason: action.reason, exitCode: 143 } } });
        break;
      }
      case "ask": {
        const answer = approvals[instance.path] ?? approvals[action.planned.node.name];
        if (answer !== undefined) due.push({ at: now, happening: { is: "answered", instance, answer } });
        break;
      }
    }
  };
  for (let next: Due | undefined = { at: now, happening: { is: "time" } }; next !== undefined; next = takeNext(due, scheduler.nextTime())) {
    now = Math.max(now, next.at);
    for (const action of scheduler.take(next.happening, now)) act(action);
    if (scheduler.status() !== "running" && scheduler.status() !== "waiting") break;
  }
  const status = scheduler.status();
  const records = recordsOf(scheduler, commands);
  return {
    status: status === "running" ? "waiting" : status,
    steps: records,
    step: (path) => records.find((step) => step.path === path) ?? refusePath(path, records),
    unusedFakes: [...unused],
    order,
    outputs: status === "succeeded" ? scheduler.result() : undefined,
    failures: scheduler.failures,
    duration: now - start,
  };
}

/** What is due first; among equals what was asked for first, and the scheduler's own time last. */
function takeNext(due: Due[], time: number | undefined): Due | undefined {
  let first = 0;
  for (const [index, { at }] of due.entries()) if (at < (due[first]?.at ?? Infinity)) first = index;
  const found = due[first];
  if (found === undefined || (time !== undefined && time < found.at))
    return time === undefined ? undefined : { at: time, happening: { is: "time" } };
  due.splice(first, 1);
  return found;
}

function fakeAttempt(
  { instance, planned, attempt, inputs, textOf }: AttemptStart,
  fakeOf: (path: string, name: string) => Fake | undefined,
): { readonly end: AttemptEnd; readonly takes: number; readonly command: readonly string[] } {
  const { path } = instance;
  const { node } = planned;
  const path_ = (of: string, name: string) => (of === "checkpoint" ? "checkpoint" : `${of}s/${name}`);
  let told: FakeAttempt;
  try {
    const env = Object.entries(node.env).flatMap(([name, value]) =>
      typeof value === "object" && !("op" in value) ? [] : [[name, textOf(value, path_)] as const],
    );
    told = { path, attempt, inputs, command: (planned.command ?? []).map((word) => textOf(word, path_)), env: Object.fromEntries(env) };
  } catch (error) {
    if (!(error instanceof EvaluationFault)) throw error;
    return { end: { is: "failed", reason: "Error", message: error.message }, takes: 0, command: [] };
  }
  const fake = fakeOf(path, node.name);
  if (fake === undefined) refuseMissingFake(planned, path);
  const result = resultOf(fake, told);
  const takes = result.takes === undefined ? 0 : (parseDuration(result.takes) ?? 0);
  const { command } = told;
  if ("fails" in result) {
    const { fails: reason, exitCode, message } = result;
    return { end: { is: "failed", reason, exitCode, ...(message !== undefined && { message }) }, takes, command };
  }
  const unknown = Object.keys(result.succeeds).find((output) => !Object.hasOwn(node.outputs, output));
  if (unknown !== undefined) throw new TypeError(unknownOutput(path, unknown, Object.keys(node.outputs)));
  const checked = checkOutputs(node, (output, type) => {
    const value = result.succeeds[output];
    if (type.type === "artifact") return { artifact: typeof value === "string" ? value : `${path}/${output}` };
    return value === undefined ? undefined : { value };
  });
  if ("problem" in checked) return { end: { is: "failed", reason: "Error", exitCode: 65, message: checked.problem }, takes, command };
  return { end: { is: "succeeded", outputs: checked.outputs }, takes, command };
}

function refusePath(path: string, steps: readonly SimulatedStep[]): never {
  throw new TypeError(
    `The run has no step "${path}". ${
      didYouMean(
        path,
        steps.map((step) => step.path),
      ) ?? "It has none."
    }`,
  );
}

function unknownOutput(path: string, output: string, known: readonly string[]): string {
  return `The fake of step "${path}" gives output "${output}", which the step does not have. ${didYouMean(output, known) ?? "It has none."}`;
}

function refuseMissingFake({ node }: PlannedStep, path: string): void {
  const needed = Object.entries(node.outputs).filter(([, { type }]) => type !== "artifact" && type !== "optional");
  const names = needed.map(([name]) => `${name}: …`);
  if (names.length > 0)
    throw new Error(`Step "${path}" has outputs, and no fake gives them: add steps: { "${node.name}": { ${names.join(", ")} } }.`);
}

function recordsOf(scheduler: Scheduler, commands: ReadonlyMap<StepInstance, readonly string[]>): readonly SimulatedStep[] {
  const ran = scheduler.instances.map((instance) => ({
    order: instance.order,
    record: {
      step: instance.planned.node.name,
      path: instance.path,
      status: instance.status,
      attempts: instance.attempts.map(({ startedAt, finishedAt = startedAt, reason = "", exitCode, message }) => ({
        startedAt: new Date(startedAt).toISOString(),
        finishedAt: new Date(finishedAt).toISOString(),
        reason,
        ...(exitCode !== undefined && { exitCode }),
        ...(message !== undefined && { message }),
      })),
      inputs: instance.inputs,
      outputs: instance.outputs,
      command: commands.get(instance) ?? [],
    },
  }));
  const absent = scheduler.absent().map(({ order, step, path, status }) => ({
    order,
    record: { step, path, status, attempts: [], inputs: {}, outputs: {}, command: [] },
  }));
  return [...ran, ...absent].sort(byOrder).map(({ record }) => record);
}
