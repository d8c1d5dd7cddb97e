/** How the backend finds what a task takes. Source: kubeflow/pipelines 2.17.0, backend/src/v2/driver/resolve.go */
import type { ArtifactSource, Component, ParameterSource, Task } from "../../targets/kubeflow/schema.ts";
import { select } from "./cel.ts";
import type { Artifact, Execution, Metadata } from "./metadata.ts";
import { isOfKind, textOfValue } from "./protobuf.ts";

export interface Inputs {
  readonly parameters: Record<string, unknown>;
  readonly artifacts: Record<string, readonly Artifact[]>;
}

export interface RunFacts {
  readonly uuid: string;
  readonly scheduledAt: string;
}

/** The inputs of a task in a DAG. Throws where something is missing or of another kind: then its driver fails. */
export function resolveInputs(metadata: Metadata, dag: Execution, task: Task, component: Component, facts: RunFacts): Inputs {
  const parameters: Record<string, unknown> = {};
  for (const [name, source] of Object.entries(task.inputs?.parameters ?? {})) {
    const value = parameterOf(metadata, dag, source, facts);
    const { parameterExpressionSelector: selector } = source;
    parameters[name] = selector === undefined ? value : select(selector, textOfValue(value));
  }
  const artifacts: Record<string, readonly Artifact[]> = {};
  for (const [name, source] of Object.entries(task.inputs?.artifacts ?? {})) artifacts[name] = artifactsOf(metadata, dag, source);
  const skipped = task.parameterIterator === undefined ? [] : [task.parameterIterator.itemInput];
  return { parameters: ofTheirTypes(parameters, component, skipped), artifacts };
}

/** The inputs of one iteration: those of the loop, with the item in the place of the items. */
export function iterationInputs(loop: Execution, task: Task, component: Component, index: number): Inputs {
  const { itemInput, items } = task.parameterIterator ?? { itemInput: "", items: { raw: "[]" } };
  const from = "inputParameter" in items ? items.inputParameter : itemInput;
  const { [from]: list, ...others } = loop.inputs;
  const all = itemsOf(list);
  const skipped = "inputParameter" in items ? [items.inputParameter] : [];
  return { parameters: ofTheirTypes({ ...others, [itemInput]: all[index] }, component, skipped), artifacts: { ...loop.inputArtifacts } };
}

export function itemsOf(value: unknown): readonly unknown[] {
  const items = typeof value === "string" ? (JSON.parse(value) as unknown) : value;
  if (!Array.isArray(items)) throw new TypeError("the value cannot be iterated");
  return items;
}

function ofTheirTypes(parameters: Record<string, unknown>, component: Component, skipped: readonly string[]): Record<string, unknown> {
  for (const [name, { parameterType }] of Object.entries(component.inputDefinitions?.parameters ?? {})) {
    if (skipped.includes(name)) continue;
    if (!(name in parameters)) throw new TypeError(`neither value nor default value provided for non-optional parameter "${name}"`);
    const value = parameters[name];
    if (parameterType === "STRING") parameters[name] = textOfValue(value);
    else if (!isOfKind(value, parameterType)) throw new TypeError(`input parameter "${name}" type mismatch: expect ${parameterType}`);
  }
  return parameters;
}

function parameterOf(metadata: Metadata, dag: Execution, source: ParameterSource, { uuid, scheduledAt }: RunFacts): unknown {
  if (source.runtimeValue !== undefined) {
    const { constant } = source.runtimeValue;
    if (constant === "{{$.pipeline_job_uuid}}") return uuid;
    return constant === "{{$.pipeline_job_schedule_time_utc}}" ? scheduledAt : constant;
  }
  if (source.componentInputParameter !== undefined) {
    if (!(source.componentInputParameter in dag.inputs))
      throw new ReferenceError(`parent DAG does not have input parameter ${source.componentInputParameter}`);
    return dag.inputs[source.componentInputParameter];
  }
  const { producerTask = "", outputParameterKey = "" } = source.taskOutputParameter ?? {};
  const found = follow(metadata, dag, producerTask, outputParameterKey, "parameters");
  return "execution" in found ? found.execution.outputs[found.key] : found.map(({ execution, key }) => execution.outputs[key]);
}

function artifactsOf(metadata: Metadata, dag: Execution, source: ArtifactSource): readonly Artifact[] {
  if (source.componentInputArtifact !== undefined) {
    const known = dag.inputArtifacts[source.componentInputArtifact];
    if (known === undefined) throw new ReferenceError(`parent DAG does not have input artifact ${source.componentInputArtifact}`);
    return known;
  }
  const { producerTask = "", outputArtifactKey = "" } = source.taskOutputArtifact ?? {};
  const found = follow(metadata, dag, producerTask, outputArtifactKey, "artifacts");
  return [found].flat().map(({ execution, key }) => {
    const artifact = execution.outputArtifacts[key];
    if (artifact === undefined) throw new ReferenceError(`cannot find output artifact key "${key}"`);
    return artifact;
  });
}

interface Place {
  readonly execution: Execution;
  readonly key: string;
}

type Kind = "parameters" | "artifacts";

/** From a task to the container that wrote its output, through DAGs; of a loop, the containers of all its iterations. */
function follow(metadata: Metadata, dag: Execution, producer: string, output: string, kind: Kind): Place | readonly Place[] {
  const tasks = metadata.tasksBelow(dag);
  let name = `${producer}_${dag.id}${dag.iterationIndex === undefined ? "" : `_idx_${dag.iterationIndex}`}`;
  let key = output;
  for (;;) {
    const current = tasks.get(name);
    if (current === undefined) throw new ReferenceError(`producer task, ${name}, not in tasks`);
    if (!current.isDag) return { execution: current, key };
    const iterations = current.iterationCount ?? metadata.get(current.parent).iterationCount ?? 0;
    if (iterations > 0) return collect(tasks, name, key, kind);
    ({ name, key } = producerOf(current, tasks, name, key, kind));
  }
}

/** Breadth first, as the backend does it: with the same doubts about which key it is at. */
function collect(tasks: ReadonlyMap<string, Execution>, loop: string, output: string, kind: Kind): readonly Place[] {
  const queue = [loop];
  const found: Place[] = [];
  let key = output;
  let previousKey = output;
  let previousName = tasks.get(loop)?.taskName;
  let subTask = "";
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const current = tasks.get(name);
    if (current === undefined) throw new ReferenceError(`task ${name} is not there to be collected`);
    if (current.taskName === previousName) key = previousKey;
    previousName = current.taskName;
    previousKey = key;
    ({ name: subTask, key } = producerOf(current, tasks, subTask, key, kind));
    if (!current.isDag) found.push({ execution: current, key });
    else if (current.iterationCount === undefined)
      queue.push(current.iterationIndex === undefined ? subTask : `${subTask}_idx_${current.iterationIndex}`);
    else for (let index = 0; index < current.iterationCount; index++) queue.push(`${current.taskName}_${current.id}_idx_${index}`);
  }
  return found;
}

function producerOf(
  parent: Execution,
  tasks: ReadonlyMap<string, Execution>,
  name: string,
  key: string,
  kind: Kind,
): { readonly name: string; readonly key: string } {
  if (!parent.isDag) return { name, key };
  const selectors = selectorsOf(parent, key, kind);
  const chosen =
    selectors.length === 1
      ? selectors[0]
      : selectors.find(({ task }) => {
          const state = tasks.get(`${task}_${parent.id}`)?.state;
          return state === "COMPLETE" || state === "CACHED";
        });
  if (chosen === undefined) throw new ReferenceError(`processing OneOf: No successful task found for output key "${key}"`);
  return { name: `${chosen.task}_${parent.id}`, key: chosen.key };
}

function selectorsOf({ dagOutputs }: Execution, key: string, kind: Kind): readonly { readonly task: string; readonly key: string }[] {
  if (kind === "artifacts") {
    const selectors = dagOutputs.artifacts?.[key]?.artifactSelectors;
    if (selectors === undefined) throw new ReferenceError(`artifact output key "${key}" not found`);
    return selectors.map(({ producerSubtask, outputArtifactKey }) => ({ task: producerSubtask, key: outputArtifactKey }));
  }
  const output = dagOutputs.parameters?.[key];
  if (output === undefined) throw new ReferenceError(`output key "${key}" not found`);
  const selectors = "valueFromParameter" in output ? [output.valueFromParameter] : output.valueFromOneof.parameterSelectors;
  return selectors.map(({ producerSubtask, outputParameterKey }) => ({ task: producerSubtask, key: outputParameterKey }));
}
