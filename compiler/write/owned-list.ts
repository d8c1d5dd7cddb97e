import { createHash } from "node:crypto";
import { readJson } from "../text/json.ts";
import { byPath, refusePath } from "./paths.ts";

/** A file that a build wrote, as the list beside the files names it. */
export interface OwnedFile {
  readonly path: string;
  readonly sha256: string;
  readonly from: readonly string[];
}

/** What a list says, less the entries that no build of ours can have written. */
export interface OwnedList {
  readonly files: ReadonlyMap<string, OwnedFile>;
  readonly refused: readonly { readonly entry: string; readonly reason: string }[];
}

const formatVersion = 1;
/** A list has some 150 bytes a file. */
const mostBytes = 100_000_000;

/** Gives the text of `.millwright.json`: one line a file, so that two branches that add files merge. */
export function writeOwnedList(files: readonly OwnedFile[]): string {
  const lines = [...files].sort(byPath).map(({ path, sha256, from }) => {
    const names = [...new Set(from)].sort().map((name) => JSON.stringify(name));
    return `    { "path": ${JSON.stringify(path)}, "sha256": "${sha256}", "from": [${names.join(", ")}] }`;
  });
  return `{\n  "formatVersion": ${formatVersion},\n  "files": [\n${lines.join(",\n")}\n  ]\n}\n`;
}

/** Gives the text of `SHA256SUMS`, which `sha256sum --check` reads. */
export function writeSums(files: readonly Pick<OwnedFile, "path" | "sha256">[]): string {
  return [...files]
    .sort(byPath)
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join("");
}

/** Reads a list without believing it: paths and hashes must be such as a build writes. */
export function readOwnedList(text: string, file: string): OwnedList | { readonly reason: string } {
  const { value, problem } = readJson(text, file, { most: mostBytes });
  if (problem !== undefined) return { reason: `line ${problem.line}: ${problem.message}` };
  const document = isRecord(value) ? value : {};
  if (document["formatVersion"] !== formatVersion) {
    return {
      reason: `it has formatVersion ${JSON.stringify(document["formatVersion"] ?? null)}, and this version of Millwright knows ${formatVersion}.`,
    };
  }
  if (!Array.isArray(document["files"])) return { reason: `it has no list "files".` };
  const files = new Map<string, OwnedFile>();
  const refused: { entry: string; reason: string }[] = [];
  for (const entry of document["files"]) {
    if (!isOwnedFile(entry)) {
      refused.push({
        entry: JSON.stringify(isRecord(entry) ? (entry["path"] ?? entry) : entry).slice(0, 200),
        reason: "it has no path, hash and origin",
      });
      continue;
    }
    const refusal = refusePath(entry.path);
    const reason = files.has(entry.path) ? "it comes twice" : refusal?.kind === "outside" ? `it has ${refusal.reason}` : refusal?.reason;
    if (reason === undefined) files.set(entry.path, { path: entry.path, sha256: entry.sha256, from: entry.from });
    else refused.push({ entry: entry.path, reason });
  }
  return { files, refused };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isOwnedFile(entry: unknown): entry is OwnedFile {
  if (!isRecord(entry)) return false;
  const { path, sha256, from } = entry;
  return (
    typeof path === "string" &&
    typeof sha256 === "string" &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    Array.isArray(from) &&
    from.every((name) => typeof name === "string")
  );
}

export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
