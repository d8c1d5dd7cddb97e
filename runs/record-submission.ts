import type { Json } from "../schema/record.ts";
import type { RecordStore } from "./store/record-store.ts";

/** A run that an engine was just asked for. */
export interface Submission {
  /** The engine's own name for it behind the engine's: "argo:ml/churn-1". The record that is read of it later has the same. */
  readonly id: string;
  readonly engine: string;
  readonly flow: string;
  readonly environment: string;
  /** The hash of the flow's program. */
  readonly program: string;
  readonly commit: string | null;
  readonly params: { readonly [name: string]: Json };
  readonly startedAt: Date;
}

/** Keeps the record of a run that was started on an engine, as one that goes on; its end is imported later. Throws a PlaceFault. */
export async function recordSubmission(store: RecordStore, { startedAt, params, ...known }: Submission): Promise<void> {
  await store.keep({
    formatVersion: 1,
    ...known,
    status: "running",
    startedAt: startedAt.toISOString(),
    params: { ...params },
    steps: [],
  });
}
