/**
 * What happened in a run, whatever engine ran it
 *
 * The local engine writes such records; readers of other engines make the same. Whoever looks at runs knows this one shape.
 */
import * as z from "zod";
import type { Json } from "../schema/record.ts";

const moment = z.string();
const json = z.json() as unknown as z.ZodType<Json>;

const attempt = z.object({
  startedAt: moment,
  finishedAt: moment.optional(),
  exitCode: z.int().optional(),
  /** A word of Kubernetes: OOMKilled, DeadlineExceeded, Error, Evicted … */
  reason: z.string().optional(),
  message: z.string().optional(),
  /** Relative to the run's folder. */
  log: z.string().optional(),
  peakMemoryBytes: z.number().optional(),
  limits: z.object({ memory: z.string().optional() }).optional(),
  image: z.string().optional(),
  node: z.string().optional(),
  capacity: z.string().optional(),
});

export const stepStatuses = ["pending", "running", "waiting", "succeeded", "cached", "failed", "skipped", "cancelled", "not-run"] as const;
export const runStatuses = ["running", "waiting", "succeeded", "failed", "cancelled"] as const;

const values = z.record(z.string(), json);

const step = z.object({
  step: z.string(),
  /** "per-shard[2]/count". */
  path: z.string(),
  status: z.enum(stepStatuses),
  attempts: z.array(attempt),
  inputs: values,
  outputs: values,
  message: z.string().optional(),
  /** What the step was: the hash of its program and its inputs. */
  key: z.string().optional(),
});

/** The schema of `run.json`. */
export const runRecord = z.object({
  formatVersion: z.literal(1),
  id: z.string(),
  flow: z.string(),
  engine: z.string(),
  environment: z.string(),
  program: z.string(),
  commit: z.string().nullable(),
  status: z.enum(runStatuses),
  startedAt: moment,
  finishedAt: moment.optional(),
  scheduledAt: moment.optional(),
  scheduledDate: moment.optional(),
  params: values,
  /** One a step instance, in the order of the definition, items in item order. */
  steps: z.array(step),
  /** Loops and calls that failed by themselves, and why. */
  failures: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  outputs: json.optional(),
});

export type AttemptRecord = z.infer<typeof attempt>;
export type StepRecord = z.infer<typeof step>;
export type RunRecord = z.infer<typeof runRecord>;
