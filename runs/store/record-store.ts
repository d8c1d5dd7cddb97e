/**
 * Records of runs in a place, a text each
 *
 * Several processes may write at once, and any may be killed: a record is written whole, an id has one record, and what was heard later never makes known less.
 */
import * as z from "zod";
import { type RunRecord, readRecord, runRecord } from "../run-record.ts";
import { mergeRecords } from "./merge-records.ts";
import { type Place, PlaceFault } from "./place.ts";
import { idKey, keyBefore, nameOf, recordKey, recordsFolder } from "./run-key.ts";

/** A record that was found, or why what is kept there is none. */
export type StoredRun = { readonly record: RunRecord } | { readonly key: string; readonly problem: string };

export interface RecordStore {
  /** As the user knows it. */
  readonly name: string;
  /** Runs that began at a moment (ISO 8601) or later, the earliest first; all without one. */
  readonly since: (moment?: string) => AsyncIterable<StoredRun>;
  readonly find: (id: string) => Promise<StoredRun | undefined>;
  /** Keeps what a record says, of the whole run or of a part of it; "same" where it says nothing new. */
  readonly keep: (record: RunRecord, isPart?: boolean) => Promise<"new" | "changed" | "same">;
  /** A note of whoever works through the records: what it did last. */
  readonly readNote: (name: string) => Promise<string | undefined>;
  /** Changes a note by what it says; again where another writer was faster. */
  readonly changeNote: (name: string, change: (text: string | undefined) => string) => Promise<void>;
}

const pointer = z.object({ formatVersion: z.literal(1), key: z.string() });
/** Records that are read at a time. */
const together = 16;
const mostTries = 20;

export function recordStore(place: Place): RecordStore {
  const changed = async (key: string, change: (text: string | undefined) => string | undefined): Promise<"new" | "changed" | "same"> => {
    for (let tries = 0; tries < mostTries; tries++) {
      const kept = await place.read(key);
      const text = change(kept?.text);
      if (text === undefined || text === kept?.text) return "same";
      if (await place.put(key, text, kept?.tag ?? null)) return kept === undefined ? "new" : "changed";
    }
    throw new PlaceFault(place.name, `has "${key}" changed all the time`, "Run the command again when fewer others write there.");
  };
  /** Where the record of an id is, or from now on will be. */
  const keyOf = async ({ id, startedAt }: RunRecord): Promise<string> => {
    const wanted = recordKey(id, startedAt);
    if (wanted === undefined) throw new TypeError(`run "${id}" began at no moment: "${startedAt}"`);
    let key = wanted;
    await changed(idKey(id), (text) => {
      key = (text === undefined ? undefined : pointedTo(text)) ?? wanted;
      return `${JSON.stringify({ formatVersion: 1, key })}\n`;
    });
    return key;
  };
  return {
    name: place.name,
    async *since(moment) {
      const keys = place.list(recordsFolder, moment === undefined ? undefined : keyBefore(moment));
      for await (const run of inOrder(keys, together, (key) => readAt(place, key))) if (run !== undefined) yield run;
    },
    async find(id) {
      const kept = await place.read(idKey(id));
      const key = kept === undefined ? undefined : pointedTo(kept.text);
      return key === undefined ? undefined : readAt(place, key);
    },
    async keep(record, isPart = false) {
      const key = await keyOf(record);
      return changed(key, (text) => {
        const known = text === undefined ? undefined : readRecord(text);
        // A record that is damaged is replaced by one that is whole.
        return textOf(known === undefined || "problem" in known ? record : mergeRecords(known.record, record, isPart));
      });
    },
    readNote: async (name) => (await place.read(noteKey(name)))?.text,
    changeNote: async (name, change) => {
      await changed(noteKey(name), change);
    },
  };
}

function noteKey(name: string): string {
  return `notes/${nameOf(name)}.json`;
}

/** The same for the same record: members in the order of the schema. */
function textOf(record: RunRecord): string {
  return `${JSON.stringify(runRecord.parse(record))}\n`;
}

function pointedTo(text: string): string | undefined {
  const parsed = pointer.safeParse(jsonOf(text));
  return parsed.success && parsed.data.key.startsWith(`${recordsFolder}/`) && !parsed.data.key.includes("..") ? parsed.data.key : undefined;
}

async function readAt(place: Place, key: string): Promise<StoredRun | undefined> {
  const kept = await place.read(key);
  if (kept === undefined) return undefined;
  const read = readRecord(kept.text);
  return "problem" in read ? { key, problem: `it ${read.problem}` } : read;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What `act` makes of each, in their order, with a few under way at a time. */
async function* inOrder<T, R>(items: AsyncIterable<T>, most: number, act: (item: T) => Promise<R>): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  for await (const item of items) {
    const doing = act(item);
    // What fails is told of when its turn comes.
    doing.catch(() => undefined);
    underWay.push(doing);
    const first = underWay.length >= most ? underWay.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const doing of underWay) yield await doing;
}
