/**
 * Alternatives: a DAG in which exactly one case runs, or none
 *
 * It has succeeded once the case that was taken has, or none was; so what waits for the alternatives waits for it. What they give is read from the container that
 * wrote it, in this very DAG: the backend keeps a reliable state of containers only.
 *
 * Source: kubeflow/pipelines 2.17.0, backend/src/v2/driver/resolve.go (GetProducerTask), backend/src/v2/metadata/client.go (UpdateDAGExecutionsState)
 */
import type { ValueType } from "../../../schema/values/value-type.ts";
import type { InputFor } from "./cel.ts";
import { isArtifact } from "./container.ts";
import { type ArtifactChannel, addDagTask, artifactOutputChannel, capturedInput, type Dag, openDag, outputChannel, wireOf } from "./dag.ts";
import { exportArtifact, exportValue } from "./exports.ts";
import type { Room } from "./lowering.ts";
import { parameterType, type Value } from "./values.ts";
import { workOut } from "./work-out.ts";

export interface Wanted {
  /** What the expression says, as it is known from then on. */
  readonly key: string;
  readonly name: string;
  readonly type: ValueType;
}

/** What one case gives: for each wanted, in order, a value or an artifact; undefined is a folder without entries. */
export type Gives = readonly (Value | ArtifactChannel | undefined)[];

export interface Alternative {
  /** The test, over inputs of the task that stands under it; `dag` is the DAG whose inputs they are. */
  readonly test: (dag: Dag, inputFor: InputFor) => string;
  /** Adds a single container under its test; gives back its task and the keys of what it gives. */
  readonly lone?: (dag: Dag) => { readonly task: string; readonly keys: readonly string[] };
  /** Adds the body to a DAG of its own. */
  readonly body?: (dag: Dag) => void;
  readonly gives: (dag: Dag) => Gives;
}

export interface AlternativesOptions {
  readonly name: string;
  readonly path: string;
  readonly after: readonly string[];
  readonly wanted: readonly Wanted[];
  readonly alternatives: readonly Alternative[];
}

/** Adds the DAG, and makes what it gives known; gives back its task, or undefined where no case does anything. */
export function addAlternatives(
  around: Dag,
  room: Room,
  { name, path, after, wanted, alternatives }: AlternativesOptions,
): string | undefined {
  const dag = openDag(around.lowering, around, name);
  const selectors = alternatives.map((alternative) => addAlternative(dag, alternative, { name, path, wanted }));
  if (dag.tasks.size === 0) return undefined;
  const keys = wanted.map(({ name: readable }) => dag.takeOutputName(readable));
  for (const [index, { type }] of wanted.entries()) {
    const key = keys[index] ?? "";
    const chosen = selectors.flatMap((selector) =>
      selector === undefined ? [] : [{ key: selector.keys[index] ?? "", task: selector.task }],
    );
    if (isArtifact(type))
      dag.outputArtifacts.set(key, {
        list: false,
        selectors: chosen.map((one) => ({ outputArtifactKey: one.key, producerSubtask: one.task })),
      });
    else
      dag.outputs.set(key, {
        type: parameterType(type),
        output: {
          valueFromOneof: { parameterSelectors: chosen.map((one) => ({ outputParameterKey: one.key, producerSubtask: one.task })) },
        },
      });
  }
  const task = addDagTask(dag, around, name, { after });
  for (const [index, { key, type, name: readable }] of wanted.entries()) {
    const output = keys[index] ?? "";
    if (isArtifact(type)) room.artifacts.set(key, artifactOutputChannel(around, task, output, `${name}-${readable}`));
    else room.values.set(key, wireOf(outputChannel(around, task, output, `${name}-${readable}`), type));
  }
  return task;
}

/** Adds one case; gives back the container that holds what it gives, if something is wanted. */
function addAlternative(
  dag: Dag,
  { test, lone, body, gives }: Alternative,
  { name, path, wanted }: Pick<AlternativesOptions, "name" | "path" | "wanted">,
): { readonly task: string; readonly keys: readonly string[] } | undefined {
  if (lone !== undefined) return lone(dag);
  if (body === undefined) {
    if (wanted.length === 0) return undefined;
    return collect(dag, gives(dag), { name: `${name}-result`, path, wanted, condition: (inputFor) => test(dag, inputFor) });
  }
  const inner = openDag(dag.lowering, dag, `${name}-case`);
  body(inner);
  const leaving = gives(inner).map((one) =>
    one === undefined ? () => undefined : "kind" in one ? exportValue(inner, one) : exportArtifact(inner, one),
  );
  const condition = conditionOf(inner, test);
  const task = addDagTask(inner, dag, `${name}-case`, { more: { triggerPolicy: { condition } } });
  if (wanted.length === 0) return undefined;
  const given = leaving.map((outside) => outside(dag, task));
  return collect(dag, given, { name: `${name}-result`, path, wanted, after: [task] });
}

/** A condition over the inputs of a DAG. */
export function conditionOf(inner: Dag, test: Alternative["test"]): string {
  return test(inner, (wire, asText) => capturedInput(inner, wire, asText));
}

function collect(
  dag: Dag,
  given: Gives,
  options: {
    readonly name: string;
    readonly path: string;
    readonly wanted: readonly Wanted[];
    readonly after?: readonly string[];
    readonly condition?: (inputFor: InputFor) => string;
  },
): { readonly task: string; readonly keys: readonly string[] } {
  const { wanted, condition, after } = options;
  const pairs = wanted.map((one, index) => ({ ...one, given: given[index] }));
  const values = pairs.flatMap(({ name, type, given: value }) => (value !== undefined && "kind" in value ? [{ name, type, value }] : []));
  const artifacts = pairs.flatMap(({ name, type, given: channel }) =>
    isArtifact(type) ? [{ name, channel: channel === undefined || "kind" in channel ? undefined : channel }] : [],
  );
  const made = workOut(dag, {
    name: options.name,
    path: options.path,
    values,
    artifacts,
    ...(after !== undefined && { after }),
    condition,
  });
  const keyOf = new Map([
    ...values.map((one, index) => [one.name, made.values[index]?.channel.source.taskOutputParameter?.outputParameterKey ?? ""] as const),
    ...artifacts.map((one, index) => [one.name, made.artifacts[index]?.source.taskOutputArtifact?.outputArtifactKey ?? ""] as const),
  ]);
  return { task: made.task, keys: wanted.map(({ name }) => keyOf.get(name) ?? "") };
}
