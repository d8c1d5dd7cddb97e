/**
 * Runs a pipeline from its document alone, as Kubeflow Pipelines would: DAGs by the rules of Argo, inputs as the backend resolves them, commands as processes
 *
 * Source: kubeflow/pipelines 2.17.0, backend/src/v2/compiler/argocompiler/dag.go; argo-workflows v4.0.5, workflow/controller/dag.go
 */
import type { Component, Task } from "../../targets/kubeflow/schema.ts";
import { condition } from "./cel.ts";
import { type CompiledPipeline, readPipeline } from "./documents.ts";
import { type Execution, type Metadata, openMetadata } from "./metadata.ts";
import { isOfKind } from "./protobuf.ts";
import type { Record as RunRecord } from "./record.ts";
import { openRecord } from "./record.ts";
import { type Inputs, itemsOf, iterationInputs, type RunFacts, resolveInputs } from "./resolve.ts";
import { type Cache, type ContainerRun, runContainer } from "./run-container.ts";

export interface RunOptions {
  /** Text of `<flow>.yaml`. */
  readonly text: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** A folder of the run's own. */
  readonly folder: string;
  readonly facts: RunFacts;
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What earlier runs left. */
  readonly cache: Cache;
}

export type Phase = "Succeeded" | "Failed" | "Skipped" | "Omitted";

export interface Engine extends RunOptions {
  readonly pipeline: CompiledPipeline;
  readonly metadata: Metadata;
  readonly record: RunRecord;
  readonly freeSlot: () => Promise<() => void>;
}

/** Where in the run something is: in which iterations. */
export type Iterations = readonly { readonly loop: string; readonly index: number }[];

/** Runs a pipeline to its end. */
export async function runPipeline(options: RunOptions) {
  const pipeline = readPipeline(options.text);
  const engine: Engine = { ...options, pipeline, metadata: openMetadata(), record: openRecord(pipeline), freeSlot: slots(6) };
  const inputs = rootInputs(pipeline.root, options.params);
  if (inputs === undefined) return { status: "refused", steps: [] };
  const root = newDag(engine, pipeline.root, { inputs, name: "", parent: 0 });
  const phase = await runDag(engine, pipeline.root, root, []);
  return engine.record.result(phase === "Succeeded");
}

/** What the API refuses is not run. */
function rootInputs({ inputDefinitions }: Component, given: RunOptions["params"]): Inputs | undefined {
  const known = inputDefinitions?.parameters ?? {};
  if (Object.keys(given).some((name) => !(name in known))) return undefined;
  const parameters: Record<string, unknown> = {};
  for (const [name, { parameterType, defaultValue, isOptional, literals }] of Object.entries(known)) {
    const value = given[name] ?? defaultValue;
    if (value === undefined && !isOptional) return undefined;
    if (name in given && !isOfKind(value, parameterType)) return undefined;
    if (literals !== undefined && !literals.some((literal) => literal === value)) return undefined;
    parameters[name] = value;
  }
  return { parameters, artifacts: {} };
}

function newDag(
  { metadata }: Engine,
  { dag }: Component,
  {
    inputs,
    name,
    parent,
    iterationIndex,
    iterationCount,
    triggered = true,
  }: {
    readonly inputs: Inputs;
    readonly name: string;
    readonly parent: number;
    readonly iterationIndex?: number;
    readonly iterationCount?: number;
    readonly triggered?: boolean;
  },
): Execution {
  return metadata.create({
    taskName: name,
    isDag: true,
    parent,
    iterationIndex,
    iterationCount,
    totalTasks: parent === 0 ? 0 : Object.keys(dag?.tasks ?? {}).length,
    inputs: inputs.parameters,
    inputArtifacts: inputs.artifacts,
    dagOutputs: dag?.outputs ?? {},
    state: triggered ? "RUNNING" : "CANCELED",
  });
}

/** All tasks of a DAG, each once those before it have succeeded; hooks behind the task that they hang on. */
async function runDag(engine: Engine, { dag }: Component, execution: Execution, at: Iterations): Promise<"Succeeded" | "Failed"> {
  const tasks = new Map(Object.entries(dag?.tasks ?? {}));
  const isHook = (task: Task): boolean => task.triggerPolicy?.strategy === "ALL_UPSTREAM_TASKS_COMPLETED";
  const running = new Map<string, Promise<Phase>>();
  const phaseOf = (key: string): Promise<Phase> => {
    const known = running.get(key) ?? runOne(key);
    running.set(key, known);
    return known;
  };
  const runOne = async (key: string): Promise<Phase> => {
    const task = tasks.get(key);
    if (task === undefined || isHook(task)) throw new ReferenceError(`no task "${key}" to depend on`);
    const before = await Promise.all((task.dependentTasks ?? []).map(phaseOf));
    if (before.some((phase) => phase !== "Succeeded")) {
      engine.record.omit(task, at, before.some((phase) => phase === "Failed") || (await anyFailed(task)));
      return "Omitted";
    }
    const phase = await runTask(engine, key, engine.pipeline.task(task), execution, at);
    // The last hook wins: there is room for one.
    const hook = [...tasks].filter(([, other]) => isHook(other) && other.dependentTasks?.includes(key)).at(-1);
    if (hook !== undefined && (phase === "Succeeded" || phase === "Failed"))
      await runTask(engine, hook[0], engine.pipeline.task(hook[1]), execution, at);
    return phase;
  };
  const anyFailed = async (task: Task): Promise<boolean> => {
    for (const key of task.dependentTasks ?? []) {
      const phase = await phaseOf(key);
      const needed = tasks.get(key);
      if (phase === "Failed" || (phase === "Omitted" && needed !== undefined && (await anyFailed(needed)))) return true;
    }
    return false;
  };
  const phases = await Promise.all([...tasks].filter(([, task]) => !isHook(task)).map(([key]) => phaseOf(key)));
  return phases.includes("Failed") ? "Failed" : "Succeeded";
}

async function runTask(engine: Engine, key: string, task: Task, dag: Execution, at: Iterations): Promise<Phase> {
  const component = engine.pipeline.component(task.componentRef.name);
  try {
    if (component.executorLabel !== undefined) {
      const wanted: ContainerRun = { key, task, component, label: component.executorLabel, dag, at };
      return await runContainer(engine, wanted);
    }
    if (task.parameterIterator !== undefined) return await runLoop(engine, { key, task, component, dag, at });
    const inputs = resolveInputs(engine.metadata, dag, task, component, engine.facts);
    const { condition: test } = task.triggerPolicy ?? {};
    const triggered = test === undefined || condition(test, inputs.parameters);
    const inner = newDag(engine, component, { inputs, name: key, parent: dag.id, triggered });
    if (!triggered) {
      engine.record.omit(task, at, false);
      return "Skipped";
    }
    return await runDag(engine, component, inner, at);
  } catch (error) {
    engine.record.broken(task, at, error);
    return "Failed";
  }
}

interface Loop {
  readonly key: string;
  readonly task: Task;
  readonly component: Component;
  readonly dag: Execution;
  readonly at: Iterations;
}

async function runLoop(engine: Engine, { key, task, component, dag, at }: Loop): Promise<"Succeeded" | "Failed"> {
  const { metadata, facts } = engine;
  if (task.triggerPolicy?.condition !== undefined) throw new Error("a condition on a loop is looked at again in each iteration");
  const inputs = resolveInputs(metadata, dag, task, component, facts);
  const { itemInput, items } = task.parameterIterator ?? { itemInput: "", items: { raw: "[]" } };
  if ("raw" in items) inputs.parameters[itemInput] = JSON.parse(items.raw) as unknown;
  const all = itemsOf("raw" in items ? inputs.parameters[itemInput] : inputs.parameters[items.inputParameter]);
  const head = newDag(engine, component, { inputs, name: key, parent: dag.id, iterationCount: all.length });
  const phases: string[] = [];
  const queue = all.map((_, index) => index);
  const worker = async (): Promise<void> => {
    for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
      const iteration = newDag(engine, component, {
        inputs: iterationInputs(head, task, component, index),
        name: key,
        parent: head.id,
        iterationIndex: index,
      });
      phases.push(await runDag(engine, component, iteration, [...at, { loop: task.taskInfo.name, index }]));
    }
  };
  const limit = task.iteratorPolicy?.parallelismLimit ?? all.length;
  await Promise.all(Array.from({ length: Math.min(limit, all.length) }, worker));
  return phases.includes("Failed") ? "Failed" : "Succeeded";
}

/** So many processes at a time: this machine is smaller than a cluster. */
function slots(count: number): () => Promise<() => void> {
  let free = count;
  const waiting: (() => void)[] = [];
  const release = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return release;
  };
}
