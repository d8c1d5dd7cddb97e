/**
 * What is remembered of the runs of a step: what percentiles, trends and "has this failed before" are read from
 *
 * Made from run records of any engine, whole runs only.
 */
export interface StepHistory {
  readonly environment: string;
  readonly flow: string;
  readonly step: string;
  /** The earliest first; attempts of one step instance in their order. */
  readonly attempts: readonly PastAttempt[];
}

export interface PastAttempt {
  /** The run's id. */
  readonly run: string;
  /** "per-shard[2]/count". */
  readonly path: string;
  /** From 0 in its step instance. */
  readonly attempt: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Null while it runs, or where nothing says when it ended. */
  readonly seconds: number | null;
  readonly outcome: "succeeded" | "failed" | "cancelled";
  /** A word of Kubernetes; null where none was given. */
  readonly reason: string | null;
  readonly exitCode: number | null;
  readonly peakMemoryBytes: number | null;
  /** What it was allowed. */
  readonly limitMemoryBytes: number | null;
  readonly timeoutSeconds: number | null;
  readonly capacity: string | null;
}
