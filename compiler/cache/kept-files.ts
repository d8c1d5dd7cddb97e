/**
 * Files of what is kept between builds
 *
 * One file a build that has something to keep: blocks of bytes, then a line of JSON that says what they are, and its length and hash. Only added to, never
 * changed; once there are many, all are read as none, and the build that follows leaves one. A file that is cut off, broken, or not this user's is none.
 */
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { readOwnFile } from "./cache-folder.ts";

/** Where a block lies in its file: its begin and its length in bytes. */
export type Block = readonly [begin: number, length: number];

export interface KeptFileOf<Index> {
  readonly index: Index;
  /** The bytes of a block; undefined where there is no such block. */
  block(block: Block): Buffer | undefined;
}

export interface KeptFiles<Index> {
  /** Newest first. */
  read(): readonly KeptFileOf<Index>[];
  /** Begins the file of this build. A disk that refuses is no error: then nothing is kept. */
  begin(): KeptFileWriter<Index>;
}

export interface KeptFileWriter<Index> {
  add(bytes: Buffer): Block;
  /** Makes the file count. */
  finish(index: Index): void;
  abandon(): void;
}

/** More would be read for longer than they save. */
const mostFiles = 12;
const largestFile = 1_000_000_000;
/** A SHA-256 in hexadecimal digits, and a length. */
const trailer = 64 + 12;

/** Opens the files of one kind in a folder that is this user's alone; `readIndex` gives the index that a JSON value is, or undefined. */
export function openKeptFiles<Index>(folder: string, kind: string, readIndex: (value: unknown) => Index | undefined): KeptFiles<Index> {
  const ending = `.${kind}`;
  function names(): readonly string[] {
    try {
      return fs
        .readdirSync(folder)
        .filter((name) => name.endsWith(ending) && /^\d{8}$/.test(name.slice(0, -ending.length)))
        .sort()
        .reverse();
    } catch {
      return [];
    }
  }
  function readOne(name: string): KeptFileOf<Index> | undefined {
    const bytes = readOwnFile(path.join(folder, name), largestFile);
    if (bytes === undefined || bytes.length < trailer) return undefined;
    const end = bytes.length - trailer;
    const begin = end - Number(bytes.toString("latin1", end + 64));
    if (!(begin >= 0 && begin <= end)) return undefined;
    const text = bytes.subarray(begin, end);
    if (sha256(text) !== bytes.toString("latin1", end, end + 64)) return undefined;
    const index = readIndex(parse(text.toString("utf8")));
    if (index === undefined) return undefined;
    return {
      index,
      block: ([at, length]) => (at >= 0 && length >= 0 && at + length <= begin ? bytes.subarray(at, at + length) : undefined),
    };
  }
  return {
    read() {
      const found = names();
      return found.length > mostFiles ? [] : found.flatMap((name) => readOne(name) ?? []);
    },
    begin: () => openWriter(folder, ending, names),
  };
}

function openWriter<Index>(folder: string, ending: string, names: () => readonly string[]): KeptFileWriter<Index> {
  const temporary = path.join(folder, `${randomBytes(8).toString("hex")}.tmp`);
  let descriptor: number | undefined;
  let length = 0;
  let isBroken = false;
  function attempt(act: () => void): void {
    if (isBroken) return;
    try {
      act();
    } catch {
      isBroken = true;
    }
  }
  function write(bytes: Buffer): void {
    descriptor ??= fs.openSync(temporary, "wx", 0o600);
    for (let at = 0; at < bytes.length; ) at += fs.writeSync(descriptor, bytes, at);
  }
  function close(): void {
    if (descriptor !== undefined) fs.closeSync(descriptor);
    descriptor = undefined;
  }
  function remove(): void {
    isBroken = true;
    fs.rmSync(temporary, { force: true });
  }
  return {
    add(bytes) {
      attempt(() => write(bytes));
      length += bytes.length;
      return [length - bytes.length, bytes.length];
    },
    finish(index) {
      attempt(() => {
        const before = names();
        const text = Buffer.from(JSON.stringify(index));
        write(Buffer.concat([text, Buffer.from(sha256(text) + String(text.length).padStart(12))]));
        close();
        const next = Number(before[0]?.slice(0, 8) ?? 0) + 1;
        fs.renameSync(temporary, path.join(folder, `${String(next).padStart(8, "0")}${ending}`));
        if (before.length > mostFiles) for (const name of before) fs.rmSync(path.join(folder, name), { force: true });
      });
      if (isBroken) remove();
    },
    abandon() {
      attempt(close);
      remove();
    },
  };
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
