import { dirname, join } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Disk } from "./disk.ts";
import { codeOf, failureOf } from "./failure.ts";
import { foldersOf, foldName, isTemporary, listName, sumsName, temporaryName } from "./paths.ts";
import type { WritePlan } from "./plan.ts";

/** One file that takes its place, or goes; or the folders above one that went, which are swept away if nothing else is in them. */
interface Step {
  readonly path: string;
  readonly kind: "rename" | "remove" | "sweep";
}

/** How far a plan got: to its end, or to what the system refused (null: another build took the lock), after the steps that are done. */
export interface Outcome {
  readonly refused?: Diagnostic | null;
  readonly done: readonly Step[];
}

/**
 * Carries a plan out. Every new file is written in full beside its place before the first takes it; the lists come last.
 *
 * So a full disk or a missing right shows before anything has changed. `isHeld` asks whether the lock is still ours.
 */
export async function commitPlan(disk: Disk, plan: WritePlan, isHeld: () => boolean, show: (path: string) => string): Promise<Outcome> {
  const { folder } = plan.request;
  const made: string[] = [];
  const temporaries = new Map<string, string>();
  const done: Step[] = [];
  let current: Step = { path: "", kind: "rename" };
  try {
    const real = disk.realPath(folder);
    let checkPlace = placeCheck(disk, folder, real);
    for (const { path, text } of [...plan.writings, ...plan.lists]) {
      current = { path, kind: "rename" };
      makeFolders(disk, folder, path, made);
      checkPlace(path);
      const temporary = join(folder, dirname(path), temporaryName(temporaries.size + 1));
      temporaries.set(path, temporary);
      disk.create(temporary, text);
    }
    await disk.flush([...temporaries.values()]);
    for (const path of plan.removals) {
      current = { path, kind: "remove" };
      checkPlace(path);
      disk.canWriteIn(dirname(join(folder, path)));
    }
    if (!isHeld()) {
      clear();
      return { refused: null, done };
    }
    checkPlace = placeCheck(disk, folder, real);
    for (const step of stepsOf(plan)) {
      current = step;
      const temporary = temporaries.get(step.path);
      if (step.kind === "sweep") removeEmptyFolders(disk, folder, step.path);
      else {
        checkPlace(step.path);
        if (temporary === undefined) disk.remove(join(folder, step.path));
        else disk.rename(temporary, join(folder, step.path));
      }
      temporaries.delete(step.path);
      done.push(step);
    }
    return { done };
  } catch (error) {
    clear();
    return { refused: failureOf(error, show(current.path), current.kind === "rename" ? "written" : "removed"), done };
  }

  function clear(): void {
    for (const temporary of temporaries.values()) attempt(() => disk.remove(temporary));
    for (const path of made.toReversed()) attempt(() => disk.removeFolder(path));
  }
}

/**
 * New files first. But where case does not count, an old name that went later would take the new file with it.
 *
 * Folders go before the lists are written: as long as the old list is there, a build that died in between is known to have left them.
 */
function stepsOf({ writings, lists, removals, before, after }: WritePlan): readonly Step[] {
  const isList = (path: string) => path === listName || path === sumsName;
  const stays = new Set(after.map(({ path }) => path));
  const gone = new Set([...removals.filter((path) => !isList(path)), ...before.map(({ path }) => path).filter((path) => !stays.has(path))]);
  const names = new Set(writings.map(({ path }) => foldName(path)));
  const isSameName = (path: string) => names.has(foldName(path));
  const rename = ({ path }: { readonly path: string }): Step => ({ path, kind: "rename" });
  const remove = (path: string): Step => ({ path, kind: "remove" });
  return [
    ...removals.filter(isSameName).map(remove),
    ...writings.map(rename),
    ...removals.filter((path) => !isSameName(path) && !isList(path)).map(remove),
    ...[...gone].sort().map((path): Step => ({ path, kind: "sweep" })),
    ...removals.filter(isList).map(remove),
    ...lists.map(rename),
  ];
}

/** Makes the folders above a path that are not there, and notes them; the output folder is there. */
function makeFolders(disk: Disk, folder: string, path: string, made: string[]): void {
  for (const above of foldersOf(path)) {
    const each = join(folder, above);
    if (disk.look(each) !== null) continue;
    disk.makeFolder(each);
    made.push(each);
  }
}

/** Looks, once a folder, whether it was swapped for a link since the plan was made. Whoever can do that between two calls could write there himself. */
function placeCheck(disk: Disk, folder: string, real: string): (path: string) => void {
  const checked = new Set<string>();
  return (path) => {
    const above = dirname(path);
    if (checked.has(above)) return;
    if (disk.realPath(join(folder, above)) !== join(real, above))
      throw Object.assign(new Error(`"${above}" became a link`), { code: "ELOOP" });
    checked.add(above);
  };
}

/** Removes the folders above a path, innermost first, as long as nothing is in them. */
function removeEmptyFolders(disk: Disk, folder: string, path: string): void {
  for (const above of foldersOf(path).toReversed()) {
    if (!attempt(() => disk.removeFolder(join(folder, above)))) return;
  }
}

/** Removes the temporary files of builds that died, and folders in which nothing else was; under the lock none is of a living build. */
export function tidy(disk: Disk, folder: string, folders: readonly string[]): void {
  for (const each of [...folders].reverse()) {
    attempt(() => {
      const names = disk.names(join(folder, each));
      for (const name of names) if (isTemporary(name)) disk.remove(join(folder, each, name));
      if (each !== "" && names.every(isTemporary)) disk.removeFolder(join(folder, each));
    });
  }
}

/** Does what may fail without harm: the next build does it again. */
export function attempt(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false;
  }
}
