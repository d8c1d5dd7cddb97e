/**
 * DAG components in the making
 *
 * What a task inside uses of a value from outside comes in by itself: the first use makes an input of this DAG, and of each one around it up to where the value is
 * known.
 */
import type { ValueType } from "../../../schema/values/value-type.ts";
import { type TakeName, uniqueNames } from "../../names.ts";
import type {
  ArtifactPort,
  ArtifactSource,
  Component,
  DagOutput,
  InputDefinitions,
  InputParameter,
  ParameterSource,
  ParameterType,
  Task,
} from "../schema.ts";
import type { Lowering } from "./lowering.ts";
import { type Channel, parameterType, type Wire } from "./values.ts";

/** An artifact, or a list of them, that one task or input hands out. */
export interface ArtifactChannel {
  readonly id: number;
  readonly dag: Dag;
  readonly source: ArtifactSource;
  readonly name: string;
  readonly list: boolean;
}

export interface Dag {
  readonly lowering: Lowering;
  /** The name of its component: "comp-per-shard". */
  readonly name: string;
  readonly parent: Dag | undefined;
  readonly tasks: Map<string, Task>;
  readonly takeTaskName: TakeName;
  readonly takeInputName: TakeName;
  /** Inputs that are no captures: parameters of the pipeline, the item of a loop. */
  readonly ownInputs: Map<string, InputParameter>;
  readonly captured: Map<string, { readonly name: string; readonly wire: Wire }>;
  readonly capturedArtifacts: Map<number, { readonly name: string; readonly channel: ArtifactChannel }>;
  readonly outputs: Map<string, { readonly output: DagOutput; readonly type: ParameterType }>;
  readonly outputArtifacts: Map<
    string,
    { readonly selectors: readonly { readonly outputArtifactKey: string; readonly producerSubtask: string }[]; readonly list: boolean }
  >;
  readonly takeOutputName: TakeName;
}

/** Names of which none is one that the backend makes from another: "fit-driver", "comp-each-iteration". */
export function backendNames(): TakeName {
  const take = uniqueNames();
  return (wanted) => take(/-(?:driver|iteration|iterator)$/.test(wanted) ? `${wanted}-task` : wanted);
}

export function openDag(lowering: Lowering, parent: Dag | undefined, wanted: string): Dag {
  return {
    lowering,
    name: parent === undefined ? "root" : lowering.takeComponentName(`comp-${wanted}`),
    parent,
    tasks: new Map(),
    takeTaskName: backendNames(),
    takeInputName: uniqueNames(),
    ownInputs: new Map(),
    captured: new Map(),
    capturedArtifacts: new Map(),
    outputs: new Map(),
    outputArtifacts: new Map(),
    takeOutputName: uniqueNames(),
  };
}

/** Where a task of this DAG takes a value from. */
export function sourceIn(dag: Dag, wire: Wire): ParameterSource {
  const { channel, select } = wire;
  if (channel.dag !== undefined && channel.dag !== dag) return { componentInputParameter: capturedInput(dag, wire) };
  return select === "" ? channel.source : { ...channel.source, parameterExpressionSelector: select };
}

/** The input of a DAG that holds a value from outside it; `asText` asks for its text. */
export function capturedInput(dag: Dag, wire: Wire, asText = false): string {
  const key = `${wire.channel.id} ${asText} ${wire.select}`;
  const known = dag.captured.get(key);
  if (known !== undefined) return known.name;
  const name = dag.takeInputName(`pipelinechannel--${wire.channel.name}`);
  dag.captured.set(key, { name, wire: asText ? { ...wire, type: { type: "string" } } : wire });
  return name;
}

export function artifactSourceIn(dag: Dag, channel: ArtifactChannel): ArtifactSource {
  if (channel.dag === dag) return channel.source;
  const known = dag.capturedArtifacts.get(channel.id);
  if (known !== undefined) return { componentInputArtifact: known.name };
  const name = dag.takeInputName(`pipelinechannel--${channel.name}`);
  dag.capturedArtifacts.set(channel.id, { name, channel });
  return { componentInputArtifact: name };
}

export const artifactPort = (list: boolean): ArtifactPort => ({
  artifactType: { schemaTitle: "system.Artifact", schemaVersion: "0.0.1" },
  ...(list && { isArtifactList: true }),
});

/** The component that the DAG is once all its tasks are there. */
export function componentOf(dag: Dag): Component {
  const inputDefinitions = inputDefinitionsOf(dag);
  const outputs = Object.fromEntries([...dag.outputs].map(([name, { output }]) => [name, output]));
  const artifacts = Object.fromEntries([...dag.outputArtifacts].map(([name, { selectors }]) => [name, { artifactSelectors: selectors }]));
  const has = { outputs: dag.outputs.size > 0, artifacts: dag.outputArtifacts.size > 0 };
  return {
    dag: {
      ...((has.outputs || has.artifacts) && {
        outputs: { ...(has.artifacts && { artifacts }), ...(has.outputs && { parameters: outputs }) },
      }),
      tasks: Object.fromEntries(dag.tasks),
    },
    ...(inputDefinitions !== undefined && { inputDefinitions }),
    ...((has.outputs || has.artifacts) && {
      outputDefinitions: {
        ...(has.artifacts && {
          artifacts: Object.fromEntries([...dag.outputArtifacts].map(([name, { list }]) => [name, artifactPort(list)])),
        }),
        ...(has.outputs && {
          parameters: Object.fromEntries([...dag.outputs].map(([name, { type }]) => [name, { parameterType: type }])),
        }),
      },
    }),
  };
}

function inputDefinitionsOf(dag: Dag): InputDefinitions | undefined {
  const parameters: Record<string, InputParameter> = Object.fromEntries(dag.ownInputs);
  for (const { name, wire } of dag.captured.values()) parameters[name] = { parameterType: parameterType(wire.type) };
  const artifacts = Object.fromEntries([...dag.capturedArtifacts.values()].map(({ name, channel }) => [name, artifactPort(channel.list)]));
  const has = { parameters: Object.keys(parameters).length > 0, artifacts: dag.capturedArtifacts.size > 0 };
  if (!has.parameters && !has.artifacts) return undefined;
  return { ...(has.artifacts && { artifacts }), ...(has.parameters && { parameters }) };
}

/** What a task that runs a DAG hands in. */
export function inputsOf(inner: Dag, around: Dag): NonNullable<Task["inputs"]> {
  return {
    artifacts: Object.fromEntries(
      [...inner.capturedArtifacts.values()].map(({ name, channel }) => [name, artifactSourceIn(around, channel)]),
    ),
    parameters: Object.fromEntries([...inner.captured.values()].map(({ name, wire }) => [name, sourceIn(around, wire)])),
  };
}

/** What a task is beside what it runs and takes. */
export interface TaskOptions {
  /** Tasks of the same DAG that must have succeeded. */
  readonly after?: readonly string[];
  readonly title?: string;
  /** Values that go into own inputs. */
  readonly given?: { readonly [input: string]: ParameterSource };
  readonly more?: Partial<Task>;
}

/** Adds a task; it waits for what hands in its values, too. */
export function addTask(
  dag: Dag,
  key: string,
  component: string,
  inputs: NonNullable<Task["inputs"]>,
  { after = [], title = key, more = {} }: TaskOptions,
): void {
  const { artifacts = {}, parameters = {} } = inputs;
  const producers = [
    ...Object.values(parameters).map(({ taskOutputParameter }) => taskOutputParameter?.producerTask),
    ...Object.values(artifacts).map(({ taskOutputArtifact }) => taskOutputArtifact?.producerTask),
  ].filter((producer) => producer !== undefined);
  const dependentTasks = [...new Set([...after, ...producers])].sort();
  const has = { parameters: Object.keys(parameters).length > 0, artifacts: Object.keys(artifacts).length > 0 };
  dag.tasks.set(key, {
    cachingOptions: {},
    componentRef: { name: component },
    ...(dependentTasks.length > 0 && { dependentTasks }),
    ...((has.parameters || has.artifacts) && { inputs: { ...(has.artifacts && { artifacts }), ...(has.parameters && { parameters }) } }),
    taskInfo: { name: title },
    ...more,
  });
}

/** Ends a DAG and adds the task that runs it; gives back the task's key. */
export function addDagTask(inner: Dag, around: Dag, wanted: string, options: TaskOptions): string {
  const key = around.takeTaskName(wanted);
  const inputs = inputsOf(inner, around);
  around.lowering.components.set(inner.name, componentOf(inner));
  addTask(around, key, inner.name, { ...inputs, parameters: { ...inputs.parameters, ...options.given } }, options);
  return key;
}

/** A channel for an output of a task of this DAG. */
export function outputChannel(dag: Dag, producerTask: string, outputParameterKey: string, name: string): Channel {
  return { id: dag.lowering.nextId(), dag, source: { taskOutputParameter: { outputParameterKey, producerTask } }, name };
}

export function artifactOutputChannel(
  dag: Dag,
  producerTask: string,
  outputArtifactKey: string,
  name: string,
  list = false,
): ArtifactChannel {
  return { id: dag.lowering.nextId(), dag, source: { taskOutputArtifact: { outputArtifactKey, producerTask } }, name, list };
}

export function wireOf(channel: Channel, type: ValueType): Wire {
  return { kind: "wire", channel, select: "", type };
}
