import { dirname, join, relative, sep } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Disk, Entry } from "./disk.ts";
import { codeOf, failureOf } from "./failure.ts";
import { notOurs, throughLink } from "./findings.ts";
import { foldersOf } from "./paths.ts";

/** What is known of the output folder while a plan is made: one look at each folder. */
export interface Survey {
  /** The path as findings name it: from the root of the repository, or from the folder that holds the output folder. */
  show(path: string): string;
  /** What stands at a path; `blocked` where the way there leads through something that is no folder. */
  look(path: string): { readonly entry: Entry | null; readonly blocked?: never } | { readonly blocked: Blocked; readonly entry?: never };
  read(path: string): Uint8Array | Diagnostic;
}

export interface Blocked {
  readonly path: string;
  readonly kind: "link" | "file";
}

export function surveyFolder(disk: Disk, folder: string, root: string | undefined): Survey {
  const folders = new Map<string, "folder" | "absent" | Blocked>();
  const base = root ?? dirname(folder);

  function show(path: string): string {
    return relative(base, join(folder, path)).split(sep).join("/");
  }

  function stateOf(path: string): "folder" | "absent" | Blocked {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const kind = disk.look(join(folder, path))?.kind;
    const state =
      kind === undefined ? "absent" : kind === "folder" ? "folder" : ({ path, kind: kind === "link" ? "link" : "file" } as const);
    folders.set(path, state);
    return state;
  }

  return {
    show,
    look(path) {
      for (const above of foldersOf(path)) {
        const state = stateOf(above);
        if (state === "absent") return { entry: null };
        if (state !== "folder") return { blocked: state };
      }
      return { entry: disk.look(join(folder, path)) };
    },
    read(path) {
      try {
        return disk.read(join(folder, path));
      } catch (error) {
        return failureOf(error, show(path), "read");
      }
    },
  };
}

/** Finds why nothing can be written to a folder at all: it is a link or no folder, or lies outside the root by a link above it. */
export function refuseFolder(disk: Disk, folder: string, root: string | undefined, shown: string): Diagnostic | undefined {
  const entry = disk.look(folder);
  if (entry?.kind === "link") return throughLink.at({ file: shown }, { path: shown, where: "" });
  if (entry !== null && entry.kind !== "folder")
    return notOurs.at({ file: shown }, { kind: "File", path: shown, wanted: "the output folder" });
  if (root === undefined) return undefined;
  const inside = relative(root, folder);
  // A folder that the user put elsewhere on purpose has no root to leave.
  if (inside === ".." || inside.startsWith(`..${sep}`)) return undefined;
  const real = disk.realPath(nearest(disk, folder));
  const away = relative(disk.realPath(root), real);
  if (away !== ".." && !away.startsWith(`..${sep}`)) return undefined;
  return throughLink.at({ file: shown }, { path: shown, where: " (or lies below one) that leads out of the repository" });
}

/** The folder itself or, where it is not there yet, the nearest one above it that is. */
function nearest(disk: Disk, folder: string): string {
  for (let path = folder; ; path = dirname(path)) {
    try {
      if (disk.look(path) !== null || path === dirname(path)) return path;
    } catch (error) {
      if (codeOf(error) !== "ENOTDIR") throw error;
    }
  }
}
