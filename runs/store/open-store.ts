import path from "node:path";
import { folderPlace } from "./folder-place.ts";
import type { Place } from "./place.ts";
import { type RecordStore, recordStore } from "./record-store.ts";
import { s3Place } from "./s3/s3-place.ts";

/** Where records are kept that the config does not say otherwise: beside the runs of this machine. */
const ownStore = ".millwright/runs/store";

export interface StoreOptions {
  /** Absolute path of the folder that holds the config. */
  readonly root: string;
  /** `runs.store` of the config: a folder, or "s3://bucket/prefix". */
  readonly store?: string | undefined;
  /** Variables: the credentials and the address of the object store. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The store that the config names. Opens nothing before it is asked for something; then throws a PlaceFault where it cannot be used. */
export function openStore({ root, store = ownStore, environment }: StoreOptions): RecordStore {
  return recordStore(placeOf(root, store, environment));
}

function placeOf(root: string, store: string, environment: StoreOptions["environment"]): Place {
  const [, bucket, prefix = ""] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(store) ?? [];
  // A folder of runs of this machine is one a run: the store has one of its own in it.
  if (bucket === undefined) return folderPlace(path.resolve(root, store === ".millwright/runs" ? ownStore : store));
  return s3Place({ bucket, prefix: prefix.replace(/\/+$/, ""), environment });
}
