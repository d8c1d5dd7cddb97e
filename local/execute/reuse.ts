/** Executors that give what an earlier run or the cache has, and run only the rest. */

import fs from "node:fs";
import path from "node:path";
import type { RunRecord, StepRecord } from "../../runs/run-record.ts";
import { EvaluationFault } from "../evaluate-expression.ts";
import type { AttemptStart } from "../scheduler/machine.ts";
import type { Values } from "../scheduler/scope.ts";
import type { Redactor } from "../secrets/redactor.ts";
import type { Executor } from "./executor.ts";
import { stepKey } from "./step-key.ts";

/** Notes on each instance what it was, so that a later run can tell whether it changed. */
export function withKeys(executor: Executor): Executor {
  return {
    ...executor,
    start(begin) {
      try {
        begin.instance.key = stepKey(begin);
      } catch (error) {
        // The attempt itself will say what cannot be worked out.
        if (!(error instanceof EvaluationFault)) throw error;
      }
      return executor.start(begin);
    },
  };
}

/** Gives the outputs of steps that succeeded in an earlier part of this run and are the same still. Goes around `withKeys`. */
export function withEarlier(executor: Executor, { steps }: RunRecord, run: string): Executor {
  const earlier = new Map(steps.map((step) => [step.path, step]));
  return {
    ...executor,
    async start(begin) {
      const known = earlier.get(begin.instance.path);
      if (known === undefined || begin.attempt > 1 || !hasSucceeded(known) || known.key === undefined) return executor.start(begin);
      const key = keyOf(begin);
      if (key !== known.key || !artifactsAreThere(begin, known.outputs, run)) return executor.start(begin);
      begin.instance.key = key;
      return { is: "reused", outputs: known.outputs, status: known.status === "cached" ? "cached" : "succeeded" };
    },
  };
}

/** Runs one step only; every other gives what it gave in another run, or is left out. */
export function withOnly(executor: Executor, only: string, from: RunRecord | undefined, otherFolder: string): Executor {
  const earlier = new Map(from?.steps.map((step) => [step.path, step]));
  return {
    ...executor,
    async start(begin) {
      const { instance, planned } = begin;
      if (planned.node.name === only) return executor.start(begin);
      const known = earlier.get(instance.path);
      // Without a key its outputs are not in the record as they were: they hold a secret.
      if (known === undefined || !hasSucceeded(known) || known.key === undefined) return { is: "left-out" };
      return { is: "reused", outputs: movedArtifacts(begin, known.outputs, otherFolder), status: "succeeded" };
    },
  };
}

/** Takes the values of secrets out of what is said of a failed attempt. */
export function withRedaction(executor: Executor, { text }: Redactor): Executor {
  return {
    ...executor,
    async start(begin) {
      const end = await executor.start(begin);
      return end.is === "failed" && end.message !== undefined ? { ...end, message: text(end.message) } : end;
    },
  };
}

function keyOf(begin: AttemptStart): string | undefined {
  try {
    return stepKey(begin);
  } catch (error) {
    if (error instanceof EvaluationFault) return undefined;
    throw error;
  }
}

function hasSucceeded({ status }: StepRecord): boolean {
  return status === "succeeded" || status === "cached";
}

/** Names of the outputs of a step that are artifacts. */
export function artifactOutputs({ planned }: AttemptStart): readonly string[] {
  return Object.entries(planned.node.outputs).flatMap(([name, { type }]) => (type === "artifact" ? [name] : []));
}

function artifactsAreThere(begin: AttemptStart, outputs: Values, run: string): boolean {
  return artifactOutputs(begin).every((name) => {
    const place = outputs[name];
    return typeof place === "string" && fs.existsSync(path.join(run, place));
  });
}

function movedArtifacts(begin: AttemptStart, outputs: Values, otherFolder: string): Values {
  const artifacts = artifactOutputs(begin);
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [name, artifacts.includes(name) ? path.join(otherFolder, String(value)) : value]),
  );
}
