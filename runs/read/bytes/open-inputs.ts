/** Opens what the user named: files, folders, archives and standard input, each by its content. */
import fs from "node:fs";
import path from "node:path";
import { gunzip } from "./gunzip.ts";
import { type Input, peek, type Unread } from "./input.ts";
import { untar } from "./untar.ts";

/** How many folders, and archives in archives, are entered. */
const deepest = 16;
const chunkSize = 1 << 18;

export interface OpenOptions {
  /** What "-" stands for. */
  readonly standardInput: AsyncIterable<Uint8Array>;
  readonly onUnread: (unread: Unread) => void;
}

/** A path that was named, and what was found there. */
export interface Opened extends Input {
  /** The argument that led here. */
  readonly argument: string;
}

/** Every input behind the paths, names in order; each has to be read before the next is asked for. Links in folders are not followed. */
export async function* openInputs(paths: readonly string[], { standardInput, onUnread }: OpenOptions): AsyncGenerator<Opened> {
  for (const argument of paths) {
    const inputs = argument === "-" ? unpack({ name: "-", bytes: standardInput }, 0) : openPath(argument, 0);
    for await (const input of inputs) yield { ...input, argument };
  }

  async function* openPath(name: string, depth: number): AsyncGenerator<Input> {
    const entry = statOf(name, depth === 0);
    if (typeof entry === "string") {
      if (depth === 0) onUnread({ name, problem: entry });
    } else if (entry.isDirectory()) {
      if (depth < deepest) for (const child of namesIn(name)) yield* openPath(path.join(name, child), depth + 1);
    } else if (entry.isFile() || (depth === 0 && (entry.isFIFO() || entry.isCharacterDevice()))) {
      yield* unpack({ name, bytes: readFile(name) }, depth);
    }
  }

  function namesIn(folder: string): readonly string[] {
    try {
      return fs
        .readdirSync(folder)
        .filter((name) => !name.startsWith("."))
        .sort();
    } catch (error) {
      onUnread({ name: folder, problem: problemOf(error) });
      return [];
    }
  }

  async function* readFile(name: string): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of fs.createReadStream(name, { highWaterMark: chunkSize })) yield chunk as Uint8Array;
    } catch (error) {
      onUnread({ name, problem: problemOf(error) });
    }
  }

  async function* unpack(input: Input, depth: number): AsyncGenerator<Input> {
    const { head, bytes } = await peek(input.bytes, 512);
    if (depth < deepest && head[0] === 0x1f && head[1] === 0x8b) {
      const name = input.name.replace(/\.gz$/, "").replace(/\.tgz$/, ".tar");
      yield* unpack({ name, bytes: gunzip(bytes, (problem) => onUnread({ name: input.name, problem })) }, depth + 1);
    } else if (depth < deepest && Buffer.from(head.subarray(257, 262)).toString("latin1") === "ustar") {
      for await (const member of untar(input.name, bytes)) yield* unpack(member, depth + 1);
    } else {
      yield { name: input.name, bytes };
    }
  }
}

function statOf(name: string, follow: boolean): fs.Stats | string {
  try {
    return follow ? fs.statSync(name) : fs.lstatSync(name);
  } catch (error) {
    return problemOf(error);
  }
}

function problemOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "does not exist";
  if (code === "EACCES" || code === "EPERM") return "may not be read by this user";
  return `cannot be read (${code ?? String(error)})`;
}
