import { createHash } from "node:crypto";

/** A version never changes, so its name holds the hash of what it says: `file` is the text of `<flow>.yaml`. */
export function versionName(pipeline: string, file: string): string {
  // The line between the two documents says nothing.
  return `${pipeline}-${hashOf(file.replace("\n---\n", "\n"))}`;
}

export function hashOf(...texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text);
  return hash.digest("hex").slice(0, 10);
}
