import { createHash } from "node:crypto";
import { git } from "./git.ts";

/** The hashes of a commit's files below a folder, or of all, by path relative to the top; empty where there is none. */
export async function blobsAt(top: string, commit: string, folder?: string): Promise<ReadonlyMap<string, string>> {
  const { code, stdout } = await git(top, [
    "ls-tree",
    "-r",
    "-z",
    "--full-tree",
    commit,
    ...(folder === undefined ? [] : ["--", `${folder}/`]),
  ]);
  const entries = code === 0 ? stdout.toString("utf8").split("\0").filter(Boolean) : [];
  return new Map(
    entries.map((entry): [string, string] => {
      const tab = entry.indexOf("\t");
      return [entry.slice(tab + 1), entry.slice(0, tab).split(" ")[2] ?? ""];
    }),
  );
}

/** The hash that a text has as a file, of the kind that `like` is of. */
export function blobHash(text: string, like: string): string {
  const bytes = Buffer.from(text);
  return createHash(like.length === 64 ? "sha256" : "sha1")
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest("hex");
}
