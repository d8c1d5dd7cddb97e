import { join } from "node:path";
import type { Artifact, Change } from "../artifact.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Disk } from "./disk.ts";
import type { OwnedFile } from "./owned-list.ts";

/** What a build wants in its output folder. */
export interface WriteRequest {
  /** The output folder, absolute. It need not be there yet. */
  readonly folder: string;
  readonly artifacts: readonly Artifact[];
  /** Whether an owned file that has no artifact stays, because this build did not select its definition. Without it, none does. */
  readonly keep?: (path: string) => boolean;
  /** The root of the repository, absolute. Findings name files from there, and no link may lead the output folder out of it. */
  readonly root?: string;
}

/** One file to be written, with the hash of its text. */
export interface Writing {
  readonly path: string;
  readonly text: string;
  readonly sha256: string;
}

/** All that a build would do, nothing of it done. */
export interface WritePlan {
  /** Every artifact and every removal in order of path, then the two lists. */
  readonly changes: readonly Change[];
  /** With an error among them, nothing is written. */
  readonly diagnostics: readonly Diagnostic[];
  readonly request: WriteRequest;
  readonly writings: readonly Writing[];
  /** Written after all else: SHA256SUMS, then `.millwright.json`. */
  readonly lists: readonly Writing[];
  readonly removals: readonly string[];
  /** What the list on disk names, and what it will name. */
  readonly before: readonly OwnedFile[];
  readonly after: readonly OwnedFile[];
  /** What was there when the plan was made, by path: the plan holds as long as that does. */
  readonly seen: ReadonlyMap<string, string | null>;
  /** The folders in which a build that died may have left something; empty where none did. */
  readonly untidy: readonly string[];
}

/** Whether what the plan goes by is still there as it was. */
export function isCurrent(disk: Disk, { request, seen }: WritePlan): boolean {
  return [...seen].every(([path, stamp]) => (disk.look(join(request.folder, path))?.stamp ?? null) === stamp);
}

/** Whether the plan leaves the disk as it is. */
export function isIdle({ writings, lists, removals, untidy }: WritePlan): boolean {
  return writings.length + lists.length + removals.length + untidy.length === 0;
}

export function hasError({ diagnostics }: Pick<WritePlan, "diagnostics">): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
