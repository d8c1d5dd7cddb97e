/**
 * Keeps the record of a run while it goes on, on a disk that a step may fill
 *
 * Some room is set aside at the beginning and given back for the last record, when no step is there any more to take it.
 */
import fs from "node:fs";
import path from "node:path";
import type { RunRecord } from "./run-record.ts";
import { writeRun } from "./run-store.ts";

export interface RecordKeeper {
  /** Writes the record of a run that goes on. Where the disk is full, the one before stays as it is. Throws what else the disk refuses. */
  readonly meanwhile: (record: RunRecord) => void;
  /** Writes the last record. Throws what the disk refuses. */
  readonly atEnd: (record: RunRecord) => void;
  /** Gives the room back. */
  readonly close: () => void;
}

const room = 1024 * 1024;

/** Opens the keeper of the run in a folder; where there is no room to set aside, it does without. */
export function openRecordKeeper(folder: string): RecordKeeper {
  const reserve = path.join(folder, "reserve");
  const close = (): void => fs.rmSync(reserve, { force: true });
  try {
    fs.writeFileSync(reserve, Buffer.alloc(room, 1));
  } catch {
    close();
  }
  let isKept = fs.existsSync(path.join(folder, "run.json"));
  return {
    close,
    meanwhile(record) {
      try {
        writeRun(folder, record);
        isKept = true;
      } catch (error) {
        if (!isKept || (error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      }
    },
    atEnd(record) {
      close();
      writeRun(folder, record);
    },
  };
}
