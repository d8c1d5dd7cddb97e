/** A container task: its driver, then its attempts. Source: kubeflow/pipelines 2.17.0, backend/src/v2/driver/container.go */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Component, ContainerSpec, Task } from "../../targets/kubeflow/schema.ts";
import type { SeenAttempt } from "../meaning/run-record.ts";
import { condition } from "./cel.ts";
import { runAttempt } from "./launcher.ts";
import type { Artifact, Execution } from "./metadata.ts";
import { type Inputs, resolveInputs } from "./resolve.ts";
import type { Engine, Iterations, Phase } from "./run-pipeline.ts";

export interface ContainerRun {
  readonly key: string;
  readonly task: Task;
  readonly component: Component;
  readonly label: string;
  readonly dag: Execution;
  readonly at: Iterations;
}

interface Kept {
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly artifacts: Readonly<Record<string, Artifact>>;
}

/** Results by fingerprint. */
export type Cache = Map<string, Kept>;

export async function runContainer(engine: Engine, { key, task, component, label, dag, at }: ContainerRun): Promise<Phase> {
  const { metadata, pipeline, record, cache } = engine;
  const inputs = resolveInputs(metadata, dag, task, component, engine.facts);
  const { condition: test } = task.triggerPolicy ?? {};
  const triggered = test === undefined || condition(test, inputs.parameters);
  const execution = metadata.create({
    taskName: key,
    isDag: false,
    parent: dag.id,
    iterationIndex: undefined,
    iterationCount: undefined,
    totalTasks: 0,
    inputs: inputs.parameters,
    inputArtifacts: inputs.artifacts,
    dagOutputs: {},
    state: triggered ? "RUNNING" : "CANCELED",
  });
  if (!triggered) {
    record.omit(task, at, false);
    return "Skipped";
  }
  const container = pipeline.container(label);
  const fingerprint = task.cachingOptions.enableCache ? fingerprintOf(inputs, container, component) : undefined;
  const kept = fingerprint === undefined ? undefined : cache.get(fingerprint);
  if (kept !== undefined) {
    // No launcher: nobody looks at the state of the DAG.
    Object.assign(execution, { state: "CACHED", outputs: kept.outputs, outputArtifacts: kept.artifacts });
    record.end(task, at, { status: "cached", attempts: [], outputs: kept.outputs });
    return "Succeeded";
  }
  const attempts: SeenAttempt[] = [];
  for (let number = 0; ; number++) {
    const release = await engine.freeSlot();
    const startedAt = new Date().toISOString();
    const folder = join(engine.folder, String(execution.id), String(number));
    mkdirSync(folder, { recursive: true });
    const { outputs, artifacts, ...end } = await runAttempt({
      folder,
      component,
      container,
      config: pipeline.config(label),
      inputs,
      secrets: engine.secrets,
      nextId: metadata.nextId,
    });
    release();
    attempts.push({ startedAt, finishedAt: new Date().toISOString(), ...end });
    const succeeded = end.exitCode === 0;
    Object.assign(execution, { state: succeeded ? "COMPLETE" : "FAILED", outputs, outputArtifacts: artifacts });
    metadata.updateStates(dag);
    if (succeeded) {
      if (fingerprint !== undefined) cache.set(fingerprint, { outputs, artifacts });
      record.end(task, at, { status: "succeeded", attempts, outputs });
      return "Succeeded";
    }
    if (!isRetried(task, attempts)) break;
  }
  record.end(task, at, { status: "failed", attempts, outputs: {} });
  return "Failed";
}

/** Not once the wait before the next attempt would end later than the longest backoff after the first attempt's start. */
function isRetried({ retryPolicy }: Task, attempts: readonly SeenAttempt[]): boolean {
  if (retryPolicy === undefined || attempts.length > retryPolicy.maxRetryCount) return false;
  const seconds = (text: string): number => Number(text.replace(/s$/, ""));
  const wait = seconds(retryPolicy.backoffDuration) * retryPolicy.backoffFactor ** (attempts.length - 1);
  const first = Date.parse(attempts[0]?.startedAt ?? "");
  return Date.now() + wait * 1_000 <= first + seconds(retryPolicy.backoffMaxDuration) * 1_000;
}

/** Without the environment and the platform document, as the backend makes it. */
function fingerprintOf(
  { parameters, artifacts }: Inputs,
  { image, command, args }: ContainerSpec,
  { outputDefinitions }: Component,
): string {
  const names = Object.entries(artifacts).map(([name, list]) => [name, list.map(({ id }) => id)]);
  return JSON.stringify([image, command, args, Object.entries(parameters).sort(), names, outputDefinitions]);
}
