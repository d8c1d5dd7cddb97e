/**
 * Runs a workflow as Maestro does, from its request alone
 *
 * Steps begin when all before them are over, and run where any of the conditions before them holds; a failed one keeps those after it from beginning. Iterations are workflows of their own, whose
 * parameters are literals: what they hold is interpolated once more.
 *
 * Source: maestro abdbdad, MaestroTask, ForeachStepRuntime, MaestroParamExtension, TaskHelper.checkProgress
 */
import { join } from "node:path";
import { type Evaluated, evaluateCondition, evaluateParams, type ParamDefinition } from "./params.ts";
import { type Container, type PodEnd, runPod } from "./pod.ts";
import type { Value } from "./sel/values.ts";

export interface Request {
  readonly workflow: {
    readonly id: string;
    readonly params?: { readonly [name: string]: ParamDefinition };
    readonly steps: readonly Wrapped[];
  };
}

type Wrapped = { readonly step: StepDefinition } | { readonly foreach: StepDefinition };

interface StepDefinition {
  readonly id: string;
  readonly name: string;
  readonly type?: string;
  readonly transition: { readonly successors?: { readonly [id: string]: string } };
  readonly params?: { readonly [name: string]: ParamDefinition };
  readonly timeout?: number;
  readonly concurrency?: number;
  readonly steps?: readonly Wrapped[];
  readonly retry_policy?: { readonly error_retry_limit: number; readonly timeout_retry_limit: number };
}

export interface RunOptions {
  readonly params?: { readonly [name: string]: string };
  readonly folder: string;
  /** When a schedule started it, and in which zone. */
  readonly scheduled?: { readonly at: number; readonly timezone: string };
}

export interface SeenPod {
  /** With positions, as the names of the steps say. */
  readonly path: string;
  readonly step: StepDefinition;
  readonly status: string;
  readonly attempts: readonly PodEnd[];
  readonly outputs: { readonly [name: string]: string };
  readonly message?: string;
}

export interface WorkflowEnd {
  readonly status: "succeeded" | "failed";
  readonly pods: readonly SeenPod[];
  /** Steps that failed without a pod, with what was said. */
  readonly failed: readonly { readonly name: string; readonly message: string }[];
}

interface Context {
  readonly options: RunOptions;
  readonly pods: SeenPod[];
  readonly failed: { readonly name: string; readonly message: string }[];
  /** Pods at work: this machine bounds them as a cluster would. */
  readonly slots: Slots;
}

/** What is known of a step that is over: its status, and its parameters. */
interface Over {
  readonly status: "SUCCEEDED" | "UNSATISFIED" | "FAILED";
  readonly params: ReadonlyMap<string, Evaluated>;
  readonly iterations: readonly ReadonlyMap<string, Over>[];
}

export async function runWorkflow({ workflow }: Request, options: RunOptions): Promise<WorkflowEnd> {
  const context: Context = { options, pods: [], failed: [], slots: new Slots(8) };
  const given = Object.entries(options.params ?? {}).map(([name, value]) => [name, { value, type: "STRING" }] as const);
  const system = { RUN_TS: { value: options.scheduled?.at ?? Date.now(), type: "LONG" } };
  const definitions = { ...system, ...workflow.params, ...Object.fromEntries(given) };
  const params = evaluateParams(definitions, new Map(), instanceCalls(options));
  const over = await runSteps(workflow.steps, params, [], context);
  return { status: hasFailed(over) ? "failed" : "succeeded", pods: context.pods, failed: context.failed };
}

function instanceCalls({ scheduled }: RunOptions): (method: string, args: readonly string[]) => Value {
  return (method, [field = ""]) => {
    if (method !== "getFromInstance") throw new Error(`"${method}" is nothing that a workflow's own parameters may call`);
    switch (field) {
      case "workflow_instance_id":
        return { long: 1 };
      case "workflow_run_id":
        return { long: 1 };
      case "INITIATOR_TYPE":
        return scheduled === undefined ? "MANUAL" : "TIME";
      case "INITIATOR_TIMEZONE":
        return scheduled?.timezone ?? "";
      default:
        throw new Error(`there is no "${field}" of an instance`);
    }
  };
}

function hasFailed(over: ReadonlyMap<string, Over>): boolean {
  return [...over.values()].some(({ status }) => status === "FAILED");
}

async function runSteps(
  steps: readonly Wrapped[],
  params: ReadonlyMap<string, Evaluated>,
  positions: readonly number[],
  context: Context,
): Promise<ReadonlyMap<string, Over>> {
  const all = steps.map(definitionOf);
  const before = new Map(all.map(({ id }) => [id, all.filter(({ transition }) => transition.successors?.[id] !== undefined)]));
  const over = new Map<string, Over>();
  const conditions = new Map<string, ReadonlyMap<string, boolean>>();
  const started = new Map<string, Promise<void>>();
  const startReady = (): void => {
    for (const step of all) {
      const predecessors = before.get(step.id) ?? [];
      if (started.has(step.id) || !predecessors.every(({ id }) => conditions.has(id))) continue;
      started.set(step.id, begin(step, predecessors).then(startReady));
    }
  };
  startReady();
  for (let known = 0; known < started.size; ) {
    known = started.size;
    await Promise.all(started.values());
  }
  for (const step of all) if (!started.has(step.id)) absent(step, positions, "not-run", context);
  return over;

  async function begin(step: StepDefinition, predecessors: readonly StepDefinition[]): Promise<void> {
    const satisfied = predecessors.length === 0 || predecessors.some(({ id }) => conditions.get(id)?.get(step.id) === true);
    const successors = Object.entries(step.transition.successors ?? {});
    if (!satisfied) {
      absent(step, positions, "skipped", context);
      over.set(step.id, { status: "UNSATISFIED", params: new Map(), iterations: [] });
      conditions.set(step.id, new Map(successors.map(([id]) => [id, false])));
      return;
    }
    const calls = stepCalls(over, step);
    const end = await runStep(step, params, positions, calls, context);
    over.set(step.id, end);
    if (end.status !== "SUCCEEDED") return;
    try {
      conditions.set(step.id, new Map(successors.map(([id, condition]) => [id, evaluateCondition(condition, end.params, params, calls)])));
    } catch (error) {
      over.set(step.id, { ...end, status: "FAILED" });
      context.failed.push({ name: step.name, message: (error as Error).message });
    }
  }
}

function definitionOf(wrapped: Wrapped): StepDefinition {
  return "step" in wrapped ? wrapped.step : wrapped.foreach;
}

function stepCalls(over: ReadonlyMap<string, Over>, step: StepDefinition): (method: string, args: readonly string[]) => Value {
  return (method, args) => {
    const [first = "", second = "", third = ""] = args;
    if (method === "getFromStep" && args.length === 2) {
      const found = over.get(first);
      if (found === undefined) throw new Error(`step "${step.id}" asks for "${first}", which is not over`);
      const value = found.params.get(second);
      if (value === undefined) throw new Error(`parameter "${second}" of step "${first}" is not worked out`);
      return value as Value;
    }
    if (method === "getFromForeach") {
      const found = over.get(first);
      // The database knows the parameter only where an iteration has had the step.
      if (found === undefined || found.iterations.length === 0) throw new Error(`parameter "${third}" of loop "${first}" is not found`);
      return found.iterations.map((iteration) => {
        const value = iteration.get(second)?.params.get(third);
        return value === undefined ? null : String(value);
      });
    }
    throw new Error(`SEL: params.${method} with ${args.length} arguments`);
  };
}

async function runStep(
  step: StepDefinition,
  params: ReadonlyMap<string, Evaluated>,
  positions: readonly number[],
  calls: ReturnType<typeof stepCalls>,
  context: Context,
): Promise<Over> {
  const failed = (message: string): Over => {
    context.failed.push({ name: step.name, message });
    return { status: "FAILED", params: new Map(), iterations: [] };
  };
  try {
    if (step.steps !== undefined) return await runLoop(step, step.steps, params, positions, calls, context);
    if (step.type === "NoOp")
      return { status: "SUCCEEDED", params: evaluateParams(step.params ?? {}, withAttempt(params, 1), calls), iterations: [] };
    return await runAttempts(step, params, positions, calls, context);
  } catch (error) {
    if (step.type === "Kubernetes")
      context.pods.push({
        path: pathOf(step, positions),
        step,
        status: "failed",
        attempts: [],
        outputs: {},
        message: (error as Error).message,
      });
    return failed((error as Error).message);
  }
}

function withAttempt(params: ReadonlyMap<string, Evaluated>, attempt: number): ReadonlyMap<string, Evaluated> {
  return new Map([...params, ["step_attempt_id", attempt]]);
}

async function runAttempts(
  step: StepDefinition,
  params: ReadonlyMap<string, Evaluated>,
  positions: readonly number[],
  calls: ReturnType<typeof stepCalls>,
  context: Context,
): Promise<Over> {
  const attempts: PodEnd[] = [];
  const path = pathOf(step, positions);
  const policy = step.retry_policy ?? { error_retry_limit: 2, timeout_retry_limit: 0 };
  for (let [errors, timeouts] = [0, 0]; ; ) {
    const own = evaluateParams(step.params ?? {}, withAttempt(params, attempts.length + 1), calls);
    const container = own.get("kubernetes") as unknown as Container;
    const folder = join(context.options.folder, path.replaceAll("/", "+"), String(attempts.length));
    const end = await context.slots.hold(() => runPod(container, folder, step.timeout ?? 864_000));
    attempts.push(end);
    const unknown = Object.keys(end.outputs).find((name) => !own.has(name));
    if (unknown !== undefined) throw new Error(`the output "${unknown}" is not declared`);
    if (end.exitCode === 0 && !end.timedOut) {
      for (const [name, value] of Object.entries(end.outputs)) own.set(name, value);
      const outputs = Object.fromEntries(
        [...own].flatMap(([name, value]) => (name.startsWith("out_") ? [[name, String(value)] as const] : [])),
      );
      context.pods.push({ path, step, status: "succeeded", attempts, outputs });
      return { status: "SUCCEEDED", params: own, iterations: [] };
    }
    const again = end.timedOut ? timeouts < policy.timeout_retry_limit : errors < policy.error_retry_limit && end.retryable;
    if (end.timedOut) timeouts += 1;
    else errors += 1;
    if (again) continue;
    context.pods.push({ path, step, status: "failed", attempts, outputs: {}, message: end.log.trim().split("\n").slice(-3).join(" | ") });
    return { status: "FAILED", params: own, iterations: [] };
  }
}

async function runLoop(
  step: StepDefinition,
  steps: readonly Wrapped[],
  params: ReadonlyMap<string, Evaluated>,
  positions: readonly number[],
  calls: ReturnType<typeof stepCalls>,
  context: Context,
): Promise<Over> {
  const { concurrency = 0 } = step;
  if (concurrency < 1) throw new Error("a loop that launches nothing");
  const own = evaluateParams(step.params ?? {}, withAttempt(params, 1), calls);
  const loops = Object.entries(own.get("loop_params") as { readonly [name: string]: Evaluated });
  // The first varies fastest: several are multiplied.
  const total = loops.reduce((count, [, items]) => count * (items as string[]).length, 1);
  if (total > 25_000) throw new Error("a loop of more than 25,000 items");
  const iterations: ReadonlyMap<string, Over>[] = [];
  let stopped = false;
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < total && !stopped) {
      const index = next;
      next += 1;
      const inner = await runIteration(index);
      iterations[index] = inner;
      // After a failed iteration no other is launched.
      stopped ||= hasFailed(inner);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, total) }, worker));
  const failed = stopped || iterations.some(hasFailed);
  if (failed) context.failed.push({ name: step.name, message: "an iteration failed" });
  return { status: failed ? "FAILED" : "SUCCEEDED", params: own, iterations };

  function runIteration(index: number): Promise<ReadonlyMap<string, Over>> {
    const literals: Record<string, ParamDefinition> = {};
    for (const [name, value] of [...params, ...own]) if (name !== "loop_params") literals[name] = { value, type: typeOf(value) };
    literals["loop_index"] = { value: index, type: "LONG" };
    let rest = index;
    for (const [name, items] of loops) {
      const list = items as string[];
      literals[name] = { value: list[rest % list.length], type: "STRING" };
      rest = Math.floor(rest / list.length);
    }
    const inner = evaluateParams(literals, new Map(), () => {
      throw new Error("an iteration's parameters are literals");
    });
    return runSteps(steps, inner, [...positions, index], context);
  }
}

function typeOf(value: Evaluated): string {
  if (typeof value === "string") return "STRING";
  if (Array.isArray(value)) return "STRING_ARRAY";
  return typeof value === "boolean" ? "BOOLEAN" : "LONG";
}

/** Notes steps that never began, those within loops too. */
function absent(step: StepDefinition, positions: readonly number[], status: "skipped" | "not-run", context: Context): void {
  if (step.type === "Kubernetes") context.pods.push({ path: pathOf(step, positions), step, status, attempts: [], outputs: {} });
  for (const inner of step.steps ?? []) absent(definitionOf(inner), positions, status, context);
}

/** The name of a step with positions in the place of its brackets; of a loop that never began there are none. */
function pathOf({ name }: StepDefinition, positions: readonly number[]): string {
  let at = 0;
  return name.replaceAll("[]", () => {
    const position = positions[at];
    at += 1;
    return position === undefined ? "" : `[${position}]`;
  });
}

class Slots {
  private free: number;
  private readonly waiting: (() => void)[] = [];
  constructor(count: number) {
    this.free = count;
  }

  async hold<T>(work: () => Promise<T>): Promise<T> {
    if (this.free === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.free -= 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.free += 1;
      else next();
    }
  }
}
