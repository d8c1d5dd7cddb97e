/**
 * What the backend refuses of a pipeline, or takes in silence and runs as something else
 *
 * Restated from its compiler and its driver, because it is not to be had as a module: an unknown name is found by the first run that gets there, an unknown
 * executor in the platform document by nobody.
 *
 * Source: kubeflow/pipelines 2.17.0, backend/src/v2/compiler/argocompiler, backend/src/v2/driver; argo-workflows v4.0.5, workflow/validate
 */
import type { Component, ContainerSpec, PipelineSpec, PlatformSpec, Task } from "../../../targets/kubeflow/schema.ts";
import { parseCel } from "../../kubeflow-interpreter/cel-parse.ts";
import { inArguments } from "../../kubeflow-interpreter/on-the-way.ts";

const name = /^[a-zA-Z0-9][-a-zA-Z0-9]*$/;
/** In a template of Argo, where the full definitions are installed. */
const mostTasks = 200;

/** All that is wrong, a sentence each. */
export function backendProblems(pipeline: PipelineSpec, platform: PlatformSpec): readonly string[] {
  const all = new Map<string, Component>([["root", pipeline.root], ...Object.entries(pipeline.components ?? {})]);
  return [
    ...(/^[a-z0-9][a-z0-9-]{0,127}$/.test(pipeline.pipelineInfo.name) ? [] : [`"${pipeline.pipelineInfo.name}" is no name of a pipeline`]),
    ...[...all].flatMap(([key, component]) =>
      component.dag === undefined ? containerProblems(key, component, pipeline) : dagProblems(key, component, all),
    ),
    ...sharedContainers(all, pipeline),
    ...sharedLoops(all),
    ...platformProblems(platform, pipeline),
    ...replacedTexts(pipeline),
  ];
}

function containerProblems(
  key: string,
  { executorLabel = "", inputDefinitions, outputDefinitions }: Component,
  pipeline: PipelineSpec,
): readonly string[] {
  const executor = pipeline.deploymentSpec.executors[executorLabel];
  if (executor === undefined) return [`component ${key}: executor ${executorLabel} not found`];
  const [program = "", ...words] = [...executor.container.command, ...(executor.container.args ?? [])];
  const known = [
    ...Object.keys(inputDefinitions?.parameters ?? {}).map((one) => `{{$.inputs.parameters['${one}']}}`),
    ...Object.keys(inputDefinitions?.artifacts ?? {}).map((one) => `{{$.inputs.artifacts['${one}'].path}}`),
    ...Object.keys(outputDefinitions?.parameters ?? {}).map((one) => `{{$.outputs.parameters['${one}'].output_file}}`),
    ...Object.keys(outputDefinitions?.artifacts ?? {}).map((one) => `{{$.outputs.artifacts['${one}'].path}}`),
    "{{$}}",
  ];
  const unknown = words.flatMap((word) => word.match(/\{\{\$[^}]*\}\}/g) ?? []).filter((placeholder) => !known.includes(placeholder));
  return [
    ...(program === "" ? [`component ${key}: no command`] : []),
    ...(program.includes("{{") ? [`component ${key}: the program is a placeholder`] : []),
    ...unknown.map((placeholder) => `component ${key}: the placeholder ${placeholder} names nothing`),
  ];
}

const isHook = (task: Task): boolean => task.triggerPolicy?.strategy === "ALL_UPSTREAM_TASKS_COMPLETED";

function dagProblems(key: string, component: Component, all: ReadonlyMap<string, Component>): readonly string[] {
  const tasks = new Map(Object.entries(component.dag?.tasks ?? {}));
  const found: string[] = name.test(key) ? [] : [`dag ${key}: its name becomes that of a template`];
  const hooks = [...tasks].filter(([, task]) => isHook(task));
  if (hooks.length === tasks.size) found.push(`dag ${key}: must contain one or more non-exit tasks`);
  const hooked = hooks.flatMap(([, task]) => task.dependentTasks ?? []);
  for (const one of new Set(hooked))
    if (hooked.filter((other) => other === one).length > 1) found.push(`dag ${key}: two exit tasks hang on ${one}`);
  let argoTasks = 0;
  for (const [taskKey, task] of tasks) {
    const where = `dag ${key} task ${taskKey}`;
    argoTasks += task.parameterIterator === undefined ? 2 : 1;
    if (!name.test(taskKey)) found.push(`${where}: its key becomes the name of a task`);
    if (tasks.has(`${taskKey}-driver`)) found.push(`${where}: clashes with the driver of ${taskKey}`);
    const inner = all.get(task.componentRef.name);
    if (inner === undefined) found.push(`${where}: component ${task.componentRef.name} not found`);
    else found.push(...wiringProblems(where, task, inner, component, all));
    for (const needed of task.dependentTasks ?? [])
      if (!tasks.has(needed)) found.push(`${where}: unknown task ${needed}`);
      else if (hooks.some(([hook]) => hook === needed)) found.push(`${where}: depends on the exit task ${needed}`);
    for (const text of [task.triggerPolicy?.condition, ...selectors(task)])
      if (text !== undefined) found.push(...celProblems(where, text, inner));
    if (task.parameterIterator !== undefined && task.triggerPolicy?.condition !== undefined)
      found.push(`${where}: a loop under a condition counts as succeeded where it does not hold`);
  }
  if (argoTasks > mostTasks) found.push(`dag ${key}: ${argoTasks} tasks of Argo, the limit is ${mostTasks}`);
  if (hasCycle(tasks)) found.push(`dag ${key}: cycle`);
  return [...found, ...outputProblems(key, component, tasks, all)];
}

function selectors(task: Task): readonly (string | undefined)[] {
  return Object.values(task.inputs?.parameters ?? {}).map(({ parameterExpressionSelector }) => parameterExpressionSelector);
}

function wiringProblems(
  where: string,
  task: Task,
  inner: Component,
  around: Component,
  all: ReadonlyMap<string, Component>,
): readonly string[] {
  const found: string[] = [];
  const given = task.inputs?.parameters ?? {};
  const iterator = task.parameterIterator;
  for (const input of Object.keys(inner.inputDefinitions?.parameters ?? {}))
    if (!(input in given) && input !== iterator?.itemInput) found.push(`${where}: input ${input} is not wired`);
  for (const input of Object.keys(inner.inputDefinitions?.artifacts ?? {}))
    if (!(input in (task.inputs?.artifacts ?? {}))) found.push(`${where}: artifact ${input} is not wired`);
  for (const [input, source] of Object.entries(given)) {
    if (inner.inputDefinitions?.parameters?.[input] === undefined) found.push(`${where}: the component has no input ${input}`);
    if (source.componentInputParameter !== undefined && around.inputDefinitions?.parameters?.[source.componentInputParameter] === undefined)
      found.push(`${where}: the DAG has no input ${source.componentInputParameter}`);
    const output = source.taskOutputParameter;
    if (output !== undefined)
      found.push(...producerProblems(where, output.producerTask, output.outputParameterKey, "parameters", around, all));
  }
  for (const source of Object.values(task.inputs?.artifacts ?? {})) {
    if (source.componentInputArtifact !== undefined && around.inputDefinitions?.artifacts?.[source.componentInputArtifact] === undefined)
      found.push(`${where}: the DAG has no artifact ${source.componentInputArtifact}`);
    const output = source.taskOutputArtifact;
    if (output !== undefined)
      found.push(...producerProblems(where, output.producerTask, output.outputArtifactKey, "artifacts", around, all));
  }
  return found;
}

function producerProblems(
  where: string,
  producer: string,
  key: string,
  kind: "parameters" | "artifacts",
  around: Component,
  all: ReadonlyMap<string, Component>,
): readonly string[] {
  const task = around.dag?.tasks[producer];
  if (task === undefined) return [`${where}: unknown producer task ${producer}`];
  const component = all.get(task.componentRef.name);
  return component?.outputDefinitions?.[kind]?.[key] === undefined ? [`${where}: ${producer} has no output ${key}`] : [];
}

function celProblems(where: string, text: string, inner: Component | undefined): readonly string[] {
  try {
    parseCel(text);
  } catch (error) {
    return [`${where}: ${error instanceof Error ? error.message : String(error)}`];
  }
  const used = [...text.matchAll(/parameter_values\['([^']+)'\]/g)].map(([, input = ""]) => input);
  return used
    .filter((input) => inner !== undefined && inner.inputDefinitions?.parameters?.[input] === undefined)
    .map((input) => `${where}: the condition names the input ${input}, which is not there`);
}

function hasCycle(tasks: ReadonlyMap<string, Task>): boolean {
  const left = new Map([...tasks].map(([key, { dependentTasks = [] }]) => [key, dependentTasks.filter((needed) => tasks.has(needed))]));
  while (left.size > 0) {
    const free = [...left].filter(([, needs]) => !needs.some((needed) => left.has(needed)));
    if (free.length === 0) return true;
    for (const [key] of free) left.delete(key);
  }
  return false;
}

function outputProblems(
  key: string,
  { dag, outputDefinitions }: Component,
  tasks: ReadonlyMap<string, Task>,
  all: ReadonlyMap<string, Component>,
): readonly string[] {
  const around: Component = { dag: { tasks: Object.fromEntries(tasks) } };
  const parameters = Object.entries(dag?.outputs?.parameters ?? {}).flatMap(([output, from]) => {
    const chosen = "valueFromParameter" in from ? [from.valueFromParameter] : from.valueFromOneof.parameterSelectors;
    const containers = chosen.every(
      ({ producerSubtask }) => all.get(tasks.get(producerSubtask)?.componentRef.name ?? "")?.executorLabel !== undefined,
    );
    return [
      ...(outputDefinitions?.parameters?.[output] === undefined ? [`dag ${key}: output ${output} is not declared`] : []),
      ...(chosen.length > 1 && !containers ? [`dag ${key}: output ${output} chooses among DAGs, whose state nobody keeps`] : []),
      ...chosen.flatMap((one) => producerProblems(`dag ${key}`, one.producerSubtask, one.outputParameterKey, "parameters", around, all)),
    ];
  });
  const artifacts = Object.values(dag?.outputs?.artifacts ?? {}).flatMap(({ artifactSelectors }) =>
    artifactSelectors.flatMap((one) =>
      producerProblems(`dag ${key}`, one.producerSubtask, one.outputArtifactKey, "artifacts", around, all),
    ),
  );
  return [...parameters, ...artifacts];
}

/** Containers that are alike share the interface of the first, whatever the second says. */
function sharedContainers(all: ReadonlyMap<string, Component>, { deploymentSpec }: PipelineSpec): readonly string[] {
  const seen = new Map<string, string>();
  return [...all].flatMap(([key, { executorLabel, inputDefinitions, outputDefinitions }]) => {
    if (executorLabel === undefined) return [];
    const container: ContainerSpec | undefined = deploymentSpec.executors[executorLabel]?.container;
    const [hash, ports] = [JSON.stringify(container), JSON.stringify([inputDefinitions, outputDefinitions])];
    const before = seen.get(hash);
    seen.set(hash, before ?? ports);
    return before !== undefined && before !== ports ? [`component ${key}: another with the same container has another interface`] : [];
  });
}

function sharedLoops(all: ReadonlyMap<string, Component>): readonly string[] {
  const bodies = [...all.values()].flatMap(({ dag }) =>
    Object.values(dag?.tasks ?? {}).flatMap((task) => (task.parameterIterator === undefined ? [] : [task.componentRef.name])),
  );
  return [...new Set(bodies)]
    .filter((body) => bodies.filter((other) => other === body).length > 1)
    .map((body) => `component ${body} is the body of two loops: template already exists`);
}

function platformProblems(platform: PlatformSpec, { deploymentSpec }: PipelineSpec): readonly string[] {
  const others = Object.keys(platform).filter((key) => key !== "platforms");
  const labels = Object.keys(platform.platforms.kubernetes.deploymentSpec.executors);
  return [
    ...others.map((key) => `the platform document has "${key}", and is left out as a whole`),
    ...labels
      .filter((label) => deploymentSpec.executors[label] === undefined)
      .map((label) => `the platform document names the executor ${label}, which is not there`),
  ];
}

/** Texts that reach a pod as others: pods' arguments are read by Argo and by Kubernetes. */
function replacedTexts(part: unknown): readonly string[] {
  if (typeof part === "string")
    return inArguments(part, {}) === part ? [] : [`the text ${JSON.stringify(part.slice(0, 80))} would be replaced on its way`];
  if (typeof part !== "object" || part === null) return [];
  return Object.values(part).flatMap(replacedTexts);
}
