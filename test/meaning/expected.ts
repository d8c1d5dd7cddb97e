/**
 * What a case of the meaning suite says
 *
 * A case is a folder: `flow.ts` holds the flow and those that it calls, `expected.json` how its runs come out on every engine. Cases name what is specified and
 * no more: `"may"` stands for what engines are free in.
 */
import { z } from "zod";

const status = z.enum(["pending", "running", "waiting", "succeeded", "cached", "failed", "skipped", "cancelled", "not-run", "may"]);

const expectedStep = z.strictObject({
  status: z.union([status, z.array(status)]),
  /** Attempts that were made. */
  attempts: z.int().optional(),
  /** Of the last attempt. */
  exitCode: z.int().optional(),
  /** Of the last attempt, in the words of Kubernetes. */
  reason: z.string().optional(),
  /** All outputs that are values; `"may"` for one that differs from run to run. */
  outputs: z.record(z.string(), z.json()).optional(),
});

const pair = z.tuple([z.string(), z.string()]);

const expectedRun = z.strictObject({
  name: z.string(),
  params: z.record(z.string(), z.json()).optional(),
  /** Started by the flow's schedule. */
  scheduled: z.literal(true).optional(),
  /** Answers to approvals; `"expired"` is none within the time. */
  approve: z.record(z.string(), z.enum(["yes", "no", "expired"])).optional(),
  /** Steps whose first pod is lost while its command runs. */
  lose: z.array(z.string()).optional(),
  /** Stopped in the engine's orderly way while this step is at work. */
  stop: z.string().optional(),
  /** An earlier run of the case, which left what this one finds: the cache. */
  after: z.string().optional(),
  /** `refused`: the run never began. */
  status: z.enum(["succeeded", "failed", "cancelled", "refused", "may"]),
  /** By path. Every instance that ran is here or counted in `counts`. */
  steps: z.record(z.string(), expectedStep),
  /** How many instances of a path succeeded, `[*]` standing for any position. */
  counts: z.record(z.string(), z.int()).optional(),
  /** The first had ended when the second began. */
  order: z.array(pair).optional(),
  /** No two were at work at a time. */
  apart: z.array(z.array(z.string())).optional(),
  /** `[run, step, output]`: the same value as in that earlier run. */
  same: z.array(z.tuple([z.string(), z.string(), z.string()])).optional(),
  /** Texts that the record holds nowhere. */
  never: z.array(z.string()).optional(),
});

const expectedCase = z.strictObject({
  /** A sentence about behaviour. */
  title: z.string(),
  /** The rules of meaning.md that it shows. */
  rules: z.array(z.int().min(1).max(26)).min(1),
  /** The flow that is run; default: the one named as the folder is. */
  flow: z.string().optional(),
  /** What an engine must have to show it; one that says it has not skips the case. */
  needs: z.array(z.enum(["empty-objects", "lost-pods", "memory-limits", "stops", "volumes"])).optional(),
  /** Too long for every day. */
  heavy: z.literal(true).optional(),
  /** Secrets that are there: name, key, value. */
  secrets: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  /** Config maps that are there, with the limits of semaphores: name, key, value. */
  configMaps: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  /** Priority classes that are there: name, value. */
  priorityClasses: z.record(z.string(), z.int()).optional(),
  /** The build refuses the flow with this code, so there are no runs. */
  refused: z.string().optional(),
  /** Targets whose engines cannot do it, with the code by which they refuse it. */
  refusedBy: z.partialRecord(z.enum(["argo", "kubeflow", "maestro"]), z.string()).optional(),
  runs: z.array(expectedRun).default([]),
});

export type ExpectedStep = z.infer<typeof expectedStep>;
export type ExpectedRun = z.infer<typeof expectedRun>;
export type ExpectedCase = z.infer<typeof expectedCase>;

export function parseExpected(text: string): ExpectedCase {
  const parsed = expectedCase.parse(JSON.parse(text));
  if ((parsed.refused === undefined) === (parsed.runs.length === 0)) throw new Error("A case is refused or has runs.");
  return parsed;
}
