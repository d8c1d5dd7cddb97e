/**
 * The log of one attempt: all of it while it is short, its beginning and its end where it is long
 *
 * It can be read at any time. Once it is as long as a log may be, its middle goes, and a sentence stands in its place.
 */
import fs from "node:fs";

export interface BoundedLog {
  readonly write: (piece: Uint8Array) => void;
  /** Closes it; gives why it is not whole, after "its log", where the disk refused some of it. */
  readonly end: () => string | undefined;
}

export interface LogBounds {
  /** Bytes that a log has at most. */
  readonly most: number;
  /** Bytes that are kept of its beginning, and of its end; under half of `most`. */
  readonly kept: number;
}

const bounds: LogBounds = { most: 64 * 1024 * 1024, kept: 16 * 1024 * 1024 };
const noticeLength = 100;

/** Opens the log `file`, which may be there already; `most` and `kept` are for tests. */
export function openBoundedLog(file: string, { most, kept }: LogBounds = bounds): BoundedLog {
  const handle = fs.openSync(file, "w+");
  let size = 0;
  let leftOut = 0;
  let refused: string | undefined;

  const shorten = (): void => {
    const end = Buffer.alloc(kept);
    fs.readSync(handle, end, 0, kept, size - kept);
    leftOut += size - 2 * kept - (leftOut === 0 ? 0 : noticeLength);
    writeAll(handle, notice(leftOut), kept);
    writeAll(handle, end, kept + noticeLength);
    size = 2 * kept + noticeLength;
    fs.ftruncateSync(handle, size);
  };
  return {
    write(piece) {
      if (refused !== undefined) return;
      try {
        if (size + piece.length > most && size > 2 * kept + noticeLength) shorten();
        writeAll(handle, piece, size);
        size += piece.length;
      } catch (error) {
        refused = (error as NodeJS.ErrnoException).code === "ENOSPC" ? "is not whole: the disk was full" : "could not be written on";
      }
    },
    end() {
      fs.closeSync(handle);
      return refused;
    },
  };
}

function notice(bytes: number): Buffer {
  return Buffer.from(`\n${`[${bytes} bytes are left out here: a long log keeps its beginning and its end]`.padEnd(noticeLength - 2)}\n`);
}

function writeAll(handle: number, piece: Uint8Array, position: number): void {
  for (let done = 0; done < piece.length; ) done += fs.writeSync(handle, piece, done, piece.length - done, position + done);
}
