import type { Artifact } from "../../compiler/artifact.ts";
import { textDiff } from "../../compiler/diff/text-diff.ts";
import { withoutProgramHash } from "../../compiler/diff/without-program-hash.ts";
import type { ChangedFile } from "./difference.ts";

const mostLines = 40;

/** Artifacts that differ, in order of path, each with its difference; unless `full`, cut to 40 lines and without the hashes of programs. */
export function changedFiles(
  before: readonly Artifact[],
  after: readonly Artifact[],
  { context, full = false }: { readonly context?: number; readonly full?: boolean },
): readonly ChangedFile[] {
  const old = new Map(before.map(({ path, text }) => [path, text]));
  const fresh = new Map(after.map(({ path, text }) => [path, text]));
  const files: ChangedFile[] = [];
  for (const path of [...new Set([...old.keys(), ...fresh.keys()])].sort()) {
    const [was, is] = [old.get(path), fresh.get(path)];
    if (was === is) continue;
    const shownText = (text = "") => (full ? text : withoutProgramHash(text));
    const lines = textDiff(shownText(was), shownText(is), context === undefined ? {} : { context });
    const shown = full ? lines : lines.slice(0, mostLines);
    files.push({
      path,
      action: was === undefined ? "create" : is === undefined ? "delete" : "update",
      added: lines.filter((line) => line.startsWith("+")).length,
      removed: lines.filter((line) => line.startsWith("-")).length,
      lines: shown,
      more: lines.length - shown.length,
    });
  }
  return files;
}
