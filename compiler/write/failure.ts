import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { failed } from "./findings.ts";

/** What the system says when it refuses, in words, and what to do. Anything else that is thrown is a mistake of ours. */
const reasons: Readonly<Record<string, readonly [reason: string, help: string]>> = {
  ENOSPC: ["the disk is full", "Make room on the disk, then build again."],
  EDQUOT: ["the quota of the disk is used up", "Make room on the disk, then build again."],
  EACCES: ["permission is denied", "Give the one who builds the right to write there, then build again."],
  EPERM: ["the system does not permit it", "Give the one who builds the right to write there, then build again."],
  EROFS: ["the file system is read-only", "Choose an output folder that can be written, with `--out`."],
  EISDIR: ["a folder has its name", "Move the folder away, then build again."],
  ENOTDIR: ["a file stands where a folder is needed", "Move the file away, then build again."],
  EEXIST: ["something came there during the build", "Build again."],
  ENOENT: ["it went away during the build", "Build again."],
  ENOTEMPTY: ["a folder that is not empty has its name", "Move the folder away, then build again."],
  ENAMETOOLONG: ["its name is too long for this file system", "Give the definition, or the output folder, a shorter name."],
  ELOOP: ["a symbolic link came into its path during the build", "Remove the link, then build again."],
  EXDEV: ["another file system begins inside the output folder", "Choose an output folder on one file system, with `--out`."],
  EMFILE: ["too many files are open", "Raise the limit of open files (`ulimit -n`), then build again."],
  ENFILE: ["too many files are open on this machine", "Build again when it has less to do."],
  EBUSY: ["another program holds it", "Close what uses it, then build again."],
  EIO: ["the disk reports an error", "Check the disk."],
  ETXTBSY: ["another program runs it", "Stop what uses it, then build again."],
};

/** Gives the finding for what the system refused to do with a file; `path` as the user knows it. */
export function failureOf(error: unknown, path: string, done: "read" | "written" | "removed"): Diagnostic {
  const code = codeOf(error);
  const [reason, help] = reasons[code ?? ""] ?? [];
  if (code === undefined || reason === undefined || help === undefined) throw error;
  return failed.at({ file: path }, { path, done, reason: `${reason} (${code})` }, { help });
}

/** The system's own name of an error, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
