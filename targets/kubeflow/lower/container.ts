/** Container components: an executor, its interface, and the task that runs it. */
import type { ValueType } from "../../../schema/values/value-type.ts";
import { uniqueNames } from "../../names.ts";
import type { ArtifactSource, ContainerSpec, ExecutorConfig, InputParameter, ParameterSource, Task } from "../schema.ts";
import type { InputFor } from "./cel.ts";
import { type ArtifactChannel, addTask, artifactPort, artifactSourceIn, type Dag, sourceIn } from "./dag.ts";
import { commandOf, type ScriptOutput } from "./script.ts";
import { isReplaced, textOfJson } from "./traveling.ts";
import { parameterType, type Value, type Wire } from "./values.ts";

export interface ContainerTask {
  /** The wanted name of its task: "fit". */
  readonly name: string;
  /** The name of its step, for messages. */
  readonly title: string;
  /** Where it is in the flow, without positions: "per-shard/count". */
  readonly path: string;
  readonly image: string;
  readonly words: readonly (readonly Value[])[];
  readonly env?: readonly (readonly [string, readonly Value[]])[];
  readonly outputs?: { readonly [name: string]: ValueType };
  /** Artifacts that come in: their `path` placeholders name them. */
  readonly artifacts?: readonly ArtifactInput[];
  readonly resources?: NonNullable<ContainerSpec["resources"]>;
  readonly config?: ExecutorConfig;
  readonly remark?: string;
  /** Values that only the cache asks about. */
  readonly cacheKey?: readonly Wire[];
  readonly more?: Partial<Task>;
  readonly after?: readonly string[];
  /** The condition of the task, over inputs of it. */
  readonly condition?: ((inputFor: InputFor) => string) | undefined;
}

export interface ArtifactInput {
  readonly name: string;
  readonly channel: ArtifactChannel;
  /** How many loops gathered it; 0 for one artifact. */
  readonly depth: number;
}

export const outputFile = (name: string): string => `{{$.outputs.parameters['${name}'].output_file}}`;
export const outputPath = (name: string): string => `{{$.outputs.artifacts['${name}'].path}}`;
export const inputPath = (name: string): string => `{{$.inputs.artifacts['${name}'].path}}`;

/** What the backend adds to the artifacts of each task. */
const reservedOutputs = ["executor-logs"];

export function isArtifact({ type }: ValueType): boolean {
  return type === "artifact" || type === "artifacts";
}

/** The key of an output: its name, but that of the backend's own. */
export function outputKey(name: string): string {
  return reservedOutputs.includes(name) ? `${name}-2` : name;
}

/** Adds a container and the task that runs it; gives back the task's key. */
export function addContainer(dag: Dag, wanted: ContainerTask): string {
  const { lowering } = dag;
  const { outputs = {}, artifacts = [], env = [], cacheKey = [] } = wanted;
  const key = dag.takeTaskName(wanted.name);
  const component = lowering.takeComponentName(`comp-${wanted.name}`);
  const label = `exec-${component.slice("comp-".length)}`;
  const inputs = openInputs(dag, artifacts);
  const plainEnv = env.filter((entry) => isPlain(entry[1]));
  const { command, args } = commandOf({
    name: wanted.title,
    words: wanted.words,
    env: env.filter((entry) => !isPlain(entry[1])),
    outputs: Object.entries(outputs).map(([name, type]): ScriptOutput => {
      const placeholder = isArtifact(type) ? outputPath(outputKey(name)) : outputFile(outputKey(name));
      return { name, type, placeholder };
    }),
    folders: artifacts.filter(({ depth }) => depth > 0).map(({ name, depth }) => ({ placeholder: inputPath(name), depth })),
    ...(wanted.remark !== undefined && { remark: wanted.remark }),
    placeholderOf: (wire) => `{{$.inputs.parameters['${inputs.textOf(wire)}']}}`,
  });
  for (const wire of cacheKey) inputs.textOf(wire);
  const condition = wanted.condition?.(inputs.inputFor);
  lowering.executors.set(label, {
    container: {
      image: wanted.image,
      command,
      ...(args !== undefined && { args }),
      // Two containers that are alike share one interface on the backend, whatever their components say.
      env: [
        ...plainEnv.map(([name, pieces]) => ({ name, value: pieces.map(literalText).join("") })),
        { name: "MILLWRIGHT_STEP", value: wanted.path },
      ],
      ...(wanted.resources !== undefined && { resources: wanted.resources }),
    },
  });
  if (wanted.config !== undefined && Object.keys(wanted.config).length > 0) lowering.configs.set(label, wanted.config);
  lowering.components.set(component, { executorLabel: label, ...inputs.definitions(), ...outputDefinitions(outputs) });
  addTask(dag, key, component, inputs.sources(), {
    title: wanted.title,
    ...(wanted.after !== undefined && { after: wanted.after }),
    more: { ...wanted.more, ...(condition !== undefined && { triggerPolicy: { ...wanted.more?.triggerPolicy, condition } }) },
  });
  return key;
}

function isPlain(pieces: readonly Value[]): boolean {
  return pieces.every(({ kind }) => kind === "literal") && !isReplaced(pieces.map(literalText).join(""));
}

function literalText(value: Value): string {
  return value.kind === "literal" ? textOfJson(value.value) : "";
}

function outputDefinitions(outputs: NonNullable<ContainerTask["outputs"]>) {
  const parameters = Object.entries(outputs).filter(([, type]) => !isArtifact(type));
  const artifacts = Object.entries(outputs).filter(([, type]) => isArtifact(type));
  if (parameters.length + artifacts.length === 0) return {};
  return {
    outputDefinitions: {
      ...(artifacts.length > 0 && { artifacts: Object.fromEntries(artifacts.map(([name]) => [outputKey(name), artifactPort(false)])) }),
      ...(parameters.length > 0 && {
        parameters: Object.fromEntries(parameters.map(([name, type]) => [outputKey(name), { parameterType: parameterType(type) }])),
      }),
    },
  };
}

/** The inputs of a container, which grow as its texts ask for values. */
function openInputs(dag: Dag, artifacts: readonly ArtifactInput[]) {
  const takeName = uniqueNames(...artifacts.map(({ name }) => name));
  const parameters = new Map<string, { readonly name: string; readonly source: ParameterSource; readonly definition: InputParameter }>();
  const take = (wire: Wire, asText: boolean): string => {
    const key = `${wire.channel.id} ${asText} ${wire.select}`;
    const known = parameters.get(key);
    if (known !== undefined) return known.name;
    const name = takeName(asText ? wire.channel.name : `if-${wire.channel.name}`);
    const definition: InputParameter = { parameterType: asText ? "STRING" : parameterType(wire.type) };
    parameters.set(key, { name, source: sourceIn(dag, wire), definition });
    return name;
  };
  return {
    /** The input that holds the value's text. */
    textOf: (wire: Wire): string => take(wire, true),
    inputFor: (wire: Wire, asText: boolean): string => take(wire, asText),
    definitions: () => {
      const has = { parameters: parameters.size > 0, artifacts: artifacts.length > 0 };
      if (!has.parameters && !has.artifacts) return {};
      return {
        inputDefinitions: {
          ...(has.artifacts && { artifacts: Object.fromEntries(artifacts.map(({ name, channel }) => [name, artifactPort(channel.list)])) }),
          ...(has.parameters && {
            parameters: Object.fromEntries([...parameters.values()].map(({ name, definition }) => [name, definition])),
          }),
        },
      };
    },
    sources: () => ({
      artifacts: Object.fromEntries(artifacts.map(({ name, channel }): [string, ArtifactSource] => [name, artifactSourceIn(dag, channel)])),
      parameters: Object.fromEntries([...parameters.values()].map(({ name, source }) => [name, source])),
    }),
  };
}
