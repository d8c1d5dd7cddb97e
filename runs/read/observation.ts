/**
 * What was observed of a run, whatever wrote it down
 *
 * Readers give facts of the platform as `Subject`s, and logs as streams of bytes. Whoever judges a run knows these shapes and no engine.
 */
import type { ObservedRun } from "./observed-run.ts";

/** How far a statement can be trusted: status fields before events, events before the platform's logs, those before what the workload wrote itself. */
export const rungs = ["status", "event", "platform", "workload"] as const;
export type Rung = (typeof rungs)[number];

/** One statement of the platform. */
export interface Fact {
  readonly rung: Rung;
  /** A word of the platform: OOMKilled, Evicted, FailedScheduling. */
  readonly reason: string | null;
  readonly exitCode: number | null;
  readonly message: string;
  /** Where it stands in what was read, from 1. */
  readonly line: number | null;
}

export const outcomes = ["succeeded", "failed", "running", "unknown"] as const;
export type Outcome = (typeof outcomes)[number];

/** What the artifact's annotations say about the definition that it was made from. */
export interface Origin {
  readonly flow: string | null;
  readonly step: string | null;
  /** "flows/churn.flow.ts#churn/fit". */
  readonly source: string | null;
  readonly program: string | null;
  /** The environment, where the record names it. */
  readonly environment?: string;
}

/** What the platform was asked for, in its own notation. */
export interface Asked {
  readonly memory?: string;
  readonly cpu?: string;
  readonly ephemeralStorage?: string;
  readonly deadlineSeconds?: number;
  readonly image?: string;
  readonly node?: string;
}

/** What the platform measured. */
export interface Measured {
  readonly peakMemoryBytes?: number;
}

/** One attempt of a step, one pod, one node: what has a fate of its own. */
export interface Subject {
  /** "pod/default/train-0", "step/churn/fit": equal where two readers speak of the same. */
  readonly id: string;
  /** The name that logs of it carry in theirs. */
  readonly name: string;
  readonly outcome: Outcome;
  readonly facts: readonly Fact[];
  readonly origin: Origin;
  readonly asked: Asked;
  readonly measured: Measured;
  /** Files of its log, relative to what was read. */
  readonly logs: readonly string[];
}

export type Source = "kubernetes" | "argo" | "kubeflow" | "maestro" | "local" | "spark" | "worker";

/** The subjects of one document. */
export interface Observation {
  readonly source: Source;
  readonly subjects: readonly Subject[];
  /** The same reading as runs, worked out where somebody keeps records. */
  readonly runs?: () => readonly ObservedRun[];
}

/** A reader of the documents of one source. Undefined: not a document of its kind. */
export type DocumentReader = (document: unknown) => Observation | undefined;

export const noOrigin: Origin = { flow: null, step: null, source: null, program: null };

/** A fact with what is known of it; the rest is absent. */
export function factOf(rung: Rung, known: { readonly [K in Exclude<keyof Fact, "rung">]?: Fact[K] }): Fact {
  return { rung, reason: known.reason ?? null, exitCode: known.exitCode ?? null, message: known.message ?? "", line: known.line ?? null };
}

/** A subject with what is known of it. */
export function subjectOf(id: string, known: Partial<Omit<Subject, "id">>): Subject {
  return {
    id,
    name: known.name ?? id.slice(id.lastIndexOf("/") + 1),
    outcome: known.outcome ?? "unknown",
    facts: known.facts ?? [],
    origin: known.origin ?? noOrigin,
    asked: known.asked ?? {},
    measured: known.measured ?? {},
    logs: known.logs ?? [],
  };
}
