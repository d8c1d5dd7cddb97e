/** What was seen of the steps of a run. Tasks that only work out values are no steps: they have no annotation that names one. */
import type { Component, Task } from "../../targets/kubeflow/schema.ts";
import type { SeenRun, SeenStep } from "../meaning/run-record.ts";
import type { CompiledPipeline } from "./documents.ts";
import type { Iterations } from "./run-pipeline.ts";

export interface Record {
  readonly end: (task: Task, at: Iterations, seen: Omit<SeenStep, "path">) => void;
  /** A task that does not run: skipped, or not run because something before it failed; all in it with it. */
  readonly omit: (task: Task, at: Iterations, failed: boolean) => void;
  /** A task whose driver failed. */
  readonly broken: (task: Task, at: Iterations, error: unknown) => void;
  readonly result: (succeeded: boolean) => SeenRun;
}

export function openRecord(pipeline: CompiledPipeline): Record {
  const steps = new Map<string, SeenStep>();
  const refused = { current: false };
  const add = (step: SeenStep): void => {
    const known = steps.get(step.path);
    // A handler stands in the document twice: once for each end of the run.
    if (known === undefined || known.status === "skipped" || known.status === "not-run") steps.set(step.path, step);
  };
  const stepsOf = (component: Component): readonly string[] => {
    if (component.executorLabel !== undefined) {
      const path = pipeline.config(component.executorLabel).podMetadata?.annotations?.["millwright.dev/step"];
      return path === undefined ? [] : [path];
    }
    return Object.values(component.dag?.tasks ?? {}).flatMap((task) => stepsOf(pipeline.component(task.componentRef.name)));
  };
  const all = (task: Task, at: Iterations): readonly string[] =>
    stepsOf(pipeline.component(task.componentRef.name)).map((path) => positioned(path, at));
  return {
    end(task, at, seen) {
      if (task.taskInfo.name === "wrong-parameters") refused.current = true;
      for (const path of all(task, at)) add({ path, ...seen });
    },
    omit(task, at, failed) {
      for (const path of all(task, at)) add({ path, status: failed ? "not-run" : "skipped", attempts: [], outputs: {} });
    },
    broken(task, at, error) {
      const message = `driver: ${error instanceof Error ? error.message : String(error)}`;
      for (const path of all(task, at)) add({ path, status: "failed", attempts: [{ exitCode: 1, message }], outputs: {} });
      if (all(task, at).length === 0)
        add({ path: `(${task.taskInfo.name})`, status: "failed", attempts: [{ exitCode: 1, message }], outputs: {} });
    },
    result(succeeded) {
      if (refused.current) return { status: "refused", steps: [] };
      return { status: succeeded ? "succeeded" : "failed", steps: [...steps.values()] };
    },
  };
}

/** "per-shard/count" in the third iteration of the loop: "per-shard[2]/count". */
function positioned(path: string, at: Iterations): string {
  const parts = path.split("/");
  let from = 0;
  for (const { loop, index } of at) {
    const place = parts.indexOf(loop, from);
    if (place < 0 || place === parts.length - 1) continue;
    parts[place] = `${loop}[${index}]`;
    from = place + 1;
  }
  return parts.join("/");
}
