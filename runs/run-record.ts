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
  finishedAt: moment.exactOptional(),
  exitCode: z.int().exactOptional(),
  /** A word of Kubernetes: OOMKilled, DeadlineExceeded, Error, Evicted … */
  reason: z.string().exactOptional(),
  message: z.string().exactOptional(),
  /** Relative to the run's folder. */
  log: z.string().exactOptional(),
  peakMemoryBytes: z.number().exactOptional(),
  /** The most that a GPU of it held. */
  peakGpuMemoryBytes: z.number().exactOptional(),
  /** The mean use of its GPUs, 0 to 1. */
  gpuUse: z.number().exactOptional(),
  limits: z.object({ memory: z.string().exactOptional(), timeoutSeconds: z.number().exactOptional() }).optional(),
  image: z.string().exactOptional(),
  node: z.string().exactOptional(),
  /** The name of its pod. */
  pod: z.string().exactOptional(),
  capacity: z.string().exactOptional(),
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
  message: z.string().exactOptional(),
  /** What the step was: the hash of its program and its inputs. */
  key: z.string().exactOptional(),
});

/** The schema of `run.json`. */
export const runRecord = z.object({
  formatVersion: z.literal(1),
  id: z.string(),
  flow: z.string(),
  engine: z.string(),
  environment: z.string(),
  /** Empty where nothing says it: a run of what somebody else made. */
  program: z.string(),
  commit: z.string().nullable(),
  status: z.enum(runStatuses),
  startedAt: moment,
  finishedAt: moment.exactOptional(),
  scheduledAt: moment.exactOptional(),
  scheduledDate: moment.exactOptional(),
  params: values,
  /** One a step instance, in the order of the definition, items in item order. */
  steps: z.array(step),
  /** Loops and calls that failed by themselves, and why. */
  failures: z.array(z.object({ path: z.string(), message: z.string() })).exactOptional(),
  outputs: json.exactOptional(),
});

export type AttemptRecord = z.infer<typeof attempt>;
export type StepRecord = z.infer<typeof step>;
export type RunRecord = z.infer<typeof runRecord>;

/** The record that a text holds; or what is wrong with it, as a sentence's end. */
export function readRecord(text: string): { readonly record: RunRecord } | { readonly problem: string } {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { problem: "is no JSON" };
  }
  const parsed = runRecord.safeParse(data);
  if (parsed.success) return { record: parsed.data };
  return { problem: `is not of its form at "${parsed.error.issues[0]?.path.map(String).join(".") ?? ""}"` };
}
