/** What a document of an engine says of a run, as a record with the parts that it leaves open. */

import type { Json } from "../../schema/record.ts";
import type { AttemptRecord, RunRecord, StepRecord } from "../run-record.ts";

export interface ObservedRun {
  /** The engine's own name of the run behind the engine's: "argo:ml/churn-1". */
  readonly id: string;
  readonly engine: string;
  /** Null where no annotation says it. */
  readonly flow: string | null;
  /** What the engine calls what ran; a prefix of the environment may stand before the flow's name. */
  readonly named: string | null;
  readonly namespace: string | null;
  readonly environment: string | null;
  readonly program: string | null;
  readonly status: RunRecord["status"];
  /** ISO 8601; null where nothing says when it began. */
  readonly startedAt: string | null;
  readonly finishedAt?: string;
  readonly params: { readonly [name: string]: Json };
  readonly steps: readonly StepRecord[];
  /** A part of the run was seen, such as one of its pods: what it says of the end of the whole is a guess. */
  readonly isPart: boolean;
}

type Known = Partial<Omit<ObservedRun, "id" | "engine" | "status">>;

/** A run with what is known of it. */
export function observedRun(id: string, engine: string, status: RunRecord["status"], known: Known): ObservedRun {
  return {
    id,
    engine,
    flow: known.flow ?? null,
    named: known.named ?? null,
    namespace: known.namespace ?? null,
    environment: known.environment ?? null,
    program: known.program ?? null,
    status,
    startedAt: known.startedAt ?? null,
    ...(known.finishedAt !== undefined && { finishedAt: known.finishedAt }),
    params: known.params ?? {},
    steps: known.steps ?? [],
    isPart: known.isPart ?? false,
  };
}

/** A step instance of which the engine says no values. */
export function observedStep(
  step: string,
  path: string,
  status: StepRecord["status"],
  attempts: readonly AttemptRecord[],
  message?: string,
): StepRecord {
  return { step, path, status, attempts: [...attempts], inputs: {}, outputs: {}, ...(message !== undefined && { message }) };
}

/** The attempt that began then, with what is known of it; none where nothing says when it began. */
export function attemptsFrom(
  startedAt: string | undefined,
  known: { readonly [K in keyof AttemptRecord]?: AttemptRecord[K] | undefined },
): readonly AttemptRecord[] {
  if (startedAt === undefined || !Number.isFinite(Date.parse(startedAt))) return [];
  const said = Object.entries(known).filter(([, value]) => value !== undefined);
  return [{ ...(Object.fromEntries(said) as Partial<AttemptRecord>), startedAt }];
}

/** Of an annotation "per-shard/count" the step's own name. */
export function stepOfPath(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A moment in milliseconds as text; undefined where it is none. */
export function momentAt(milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined || milliseconds <= 0 || milliseconds > 253_402_300_799_999) return undefined;
  return new Date(milliseconds).toISOString();
}
