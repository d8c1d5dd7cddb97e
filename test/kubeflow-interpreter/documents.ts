/** A pipeline as the backend has it once it is compiled: the two documents, read with what becomes of them in the arguments of drivers. */
import { parseAllDocuments } from "yaml";
import type { Component, ContainerSpec, ExecutorConfig, PipelineSpec, PlatformSpec, Task } from "../../targets/kubeflow/schema.ts";
import { inArguments } from "./on-the-way.ts";

export interface CompiledPipeline {
  readonly root: Component;
  readonly component: (name: string) => Component;
  readonly container: (label: string) => ContainerSpec;
  readonly config: (label: string) => ExecutorConfig;
  /** A task as its driver reads it. */
  readonly task: (task: Task) => Task;
}

export function readPipeline(text: string): CompiledPipeline {
  const [pipeline, platform] = parseAllDocuments(text).map((document) => document.toJS() as unknown) as [PipelineSpec, PlatformSpec];
  const onTheWay = <T>(part: T): T => JSON.parse(inArguments(JSON.stringify(part), {})) as T;
  const found = <T>(part: T | undefined, what: string): T => {
    if (part === undefined) throw new ReferenceError(`${what} not found`);
    return part;
  };
  return {
    root: pipeline.root,
    component: (name) => onTheWay(found(pipeline.components?.[name], `component "${name}"`)),
    container: (label) => onTheWay(found(pipeline.deploymentSpec.executors[label], `executor "${label}"`).container),
    config: (label) => onTheWay(platform.platforms.kubernetes.deploymentSpec.executors[label] ?? {}),
    task: onTheWay,
  };
}
