/**
 * What locked children recorded, kept for the next build
 *
 * One file a build that evaluated something: the replies as they came, one a line, and in its last line what each of them depends on. Only added to, never
 * changed; once there are many, all are read as none, and the build that follows leaves one. A file that is broken, cut off or not this user's is none.
 */
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { readOwnFile } from "./cache-folder.ts";
import { type KeptChild, readKeptChildren } from "./kept-child.ts";

/** One build's. */
export interface Recording {
  readonly children: readonly KeptChild[];
  /** The reply at a line. */
  line(index: number): Buffer;
}

export interface Recordings {
  /** Newest first. */
  read(): readonly Recording[];
  /** Begins the file of this build. */
  begin(): RecordingWriter;
}

export interface RecordingWriter {
  /** Adds a reply; gives its line. */
  add(reply: Buffer): number;
  /** Makes the file count. */
  finish(children: readonly KeptChild[]): void;
  abandon(): void;
}

const formatVersion = 1;
/** More would be read for longer than they save. */
const mostFiles = 12;
const largestFile = 400_000_000;

/** Opens the recordings in a folder that is this user's alone. A disk that refuses is no error: then nothing is kept. */
export function openRecordings(folder: string): Recordings {
  function names(): readonly string[] {
    try {
      return fs
        .readdirSync(folder)
        .filter((name) => /^\d{8}\.recording$/.test(name))
        .sort()
        .reverse();
    } catch {
      return [];
    }
  }
  return {
    read() {
      const found = names();
      return found.length > mostFiles ? [] : found.flatMap((name) => readRecording(path.join(folder, name)) ?? []);
    },
    begin: () => openWriter(folder, names),
  };
}

const lineFeed = 0x0a;

function readRecording(file: string): Recording | undefined {
  const bytes = readOwnFile(file, largestFile);
  if (bytes === undefined) return undefined;
  const begins = [0];
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) begins.push(at + 1);
  // Every line ends with a line feed, so the last begin is the end of the file.
  const line = (index: number): Buffer => bytes.subarray(begins[index] ?? 0, (begins[index + 1] ?? 1) - 1);
  const children = begins.length < 2 ? undefined : readKeptChildren(line(begins.length - 2), formatVersion, begins.length - 2);
  return children === undefined ? undefined : { children, line };
}

function openWriter(folder: string, names: () => readonly string[]): RecordingWriter {
  const temporary = path.join(folder, `${randomBytes(8).toString("hex")}.tmp`);
  let descriptor: number | undefined;
  let lines = 0;
  let isBroken = false;
  const attempt = (act: () => void): void => {
    if (isBroken) return;
    try {
      act();
    } catch {
      isBroken = true;
    }
  };
  const write = (line: Uint8Array): void => {
    descriptor ??= fs.openSync(temporary, "wx", 0o600);
    fs.writeSync(descriptor, line);
    fs.writeSync(descriptor, "\n");
  };
  const close = (): void => {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  };
  return {
    add(reply) {
      attempt(() => write(reply));
      lines += 1;
      return lines - 1;
    },
    finish(children) {
      const before = names();
      attempt(() => {
        write(Buffer.from(JSON.stringify({ formatVersion, children })));
        close();
        const next = Number(before[0]?.slice(0, 8) ?? 0) + 1;
        fs.renameSync(temporary, path.join(folder, `${String(next).padStart(8, "0")}.recording`));
        if (before.length > mostFiles) for (const name of before) fs.rmSync(path.join(folder, name), { force: true });
      });
      if (isBroken) fs.rmSync(temporary, { force: true });
    },
    abandon() {
      attempt(close);
      isBroken = true;
      fs.rmSync(temporary, { force: true });
    },
  };
}
