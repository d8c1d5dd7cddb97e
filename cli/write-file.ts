import fs from "node:fs";
import path from "node:path";
import { cannotWrite } from "./usage-diagnostics.ts";
import { UsageError } from "./usage-error.ts";

/** Replaces a file of the user whole: written beside it and renamed, so that it is never half there. Throws cli/cannot-write. */
export function writeFileWhole(file: string, text: string | Uint8Array): void {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    const handle = fs.openSync(temporary, "wx", modeOf(file));
    try {
      fs.writeFileSync(handle, text);
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
    fs.renameSync(temporary, file);
  } catch (error) {
    removeQuietly(temporary);
    throw refusal(file, error);
  }
}

function modeOf(file: string): number {
  try {
    return fs.statSync(file).mode & 0o777;
  } catch {
    return 0o644;
  }
}

/** Writes new files, folders included: all of them, or none. Throws cli/cannot-write. */
export function writeNewFiles(files: readonly { readonly file: string; readonly text: string }[]): void {
  const written: string[] = [];
  for (const { file, text } of files) {
    try {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      // "wx": whatever came there since is not overwritten.
      fs.writeFileSync(file, text, { flag: "wx" });
      written.push(file);
    } catch (error) {
      for (const made of written) removeQuietly(made);
      throw refusal(file, error);
    }
  }
}

function removeQuietly(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // The first refusal is the one to tell.
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of its path is a file",
  EISDIR: "it is a folder",
  EEXIST: "it is there already",
  ENOENT: "it is not there",
};

/** Why the system refused, in words. */
export function reasonOf(error: unknown): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return reasons[code] ?? message;
}

function refusal(file: string, error: unknown): UsageError {
  return new UsageError(cannotWrite.at(null, { file, reason: reasonOf(error) }));
}
