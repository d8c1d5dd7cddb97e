import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { attempt, commitPlan, type Outcome, tidy } from "../write/commit.ts";
import { type Disk, disk as realDisk } from "../write/disk.ts";
import { codeOf, failureOf } from "../write/failure.ts";
import { locked } from "../write/findings.ts";
import { type Intent, type Lock, pause, readLock, takeLock, watchBuilds } from "../write/lock.ts";
import { listTexts, makePlan } from "../write/make-plan.ts";
import { sha256 } from "../write/owned-list.ts";
import type { Owner } from "../write/owner.ts";
import { lockName } from "../write/paths.ts";
import { hasError, isCurrent, isIdle, type WritePlan, type WriteRequest } from "../write/plan.ts";
import { surveyFolder } from "../write/survey.ts";

export type { WritePlan, WriteRequest };

/** Another disk, for tests; and for how many milliseconds another build is waited for. */
export interface WriteOptions {
  readonly disk?: Disk;
  readonly wait?: number;
}

/** A build writes for a second or two. */
const longestWait = 5000;

/**
 * Phase 7, first half: gives what a build would do to its output folder, and does nothing.
 *
 * Reports `write/…` for whatever must not be done; `changes` is empty then. Takes no lock: what it finds wrong while another build is at work may be
 * that build's half, so it looks again when that one is done.
 */
export async function planWrite(request: WriteRequest, { disk = realDisk, wait = longestWait }: WriteOptions = {}): Promise<WritePlan> {
  const begin = performance.now();
  for (;;) {
    const before = watched(disk, request.folder);
    const plan = makePlan(disk, request);
    if (!hasError(plan) || performance.now() - begin >= wait) return plan;
    const after = watched(disk, request.folder);
    if (!before.isBusy && !after.isBusy && before.list === after.list) return plan;
    await setTimeout(pause);
  }
}

function watched(disk: Disk, folder: string): ReturnType<typeof watchBuilds> {
  let found = { list: null, isBusy: false } as ReturnType<typeof watchBuilds>;
  // A folder that cannot be looked into is the plan's to report.
  attempt(() => {
    found = watchBuilds(disk, folder);
  });
  return found;
}

/**
 * Phase 7, second half: makes the output folder as planned, and gives what prevented it.
 *
 * Only changed files are written, each beside its place and then renamed, `.millwright.json` last; so an interrupted build leaves old and new files,
 * no halves, and the next one completes it. One build at a time: a second waits, then plans anew if the first changed what it went by.
 * A plan with an error changes nothing and gives nothing, as its findings are known.
 */
export async function applyWrite(
  plan: WritePlan,
  { disk = realDisk, wait = longestWait }: WriteOptions = {},
): Promise<readonly Diagnostic[]> {
  if (hasError(plan) || isIdle(plan)) return [];
  const { folder, root } = plan.request;
  const { show } = surveyFolder(disk, folder, root);
  const made: string[] = [];
  let lock: Lock | undefined;
  let isDone = false;
  try {
    makeFolder(disk, folder, made);
    const taken = await takeLock(disk, folder, intentsOf(plan), { wait });
    if ("pid" in taken) return [heldBy(taken, show(""), wait)];
    lock = taken;
    const findings = await writeLocked(disk, plan, lock, show);
    isDone = !hasError({ diagnostics: findings });
    return findings;
  } catch (error) {
    return [failureOf(error, show(lockName), "written")];
  } finally {
    attempt(() => (isDone ? lock?.release() : lock?.abandon()));
    // Only where nothing came of it are they empty.
    for (const path of made.toReversed()) attempt(() => disk.removeFolder(path));
  }
}

async function writeLocked(disk: Disk, planned: WritePlan, lock: Lock, show: (path: string) => string): Promise<readonly Diagnostic[]> {
  let plan = planned;
  // The owner that died may have gone on after the plan was made.
  if (lock.tookOver || !isCurrent(disk, plan)) {
    plan = makePlan(disk, planned.request);
    if (hasError(plan)) return plan.diagnostics;
    lock.announce(intentsOf(plan));
  }
  const { folder } = plan.request;
  if (lock.tookOver) tidy(disk, folder, plan.untidy);
  const outcome = await commitPlan(disk, plan, lock.isHeld, show);
  if (outcome.refused === undefined) return [];
  if (outcome.refused === null) return [heldBy(readLock(disk, folder)?.owner, show(""), 0)];
  if (outcome.done.length > 0) await listWhatIsThere(disk, plan, outcome);
  return [outcome.refused];
}

function heldBy(owner: Owner | null | undefined, folder: string, wait: number): Diagnostic {
  return locked.at(null, { pid: owner?.pid ?? "unknown", host: owner?.host ?? "unknown", folder, seconds: wait / 1000 });
}

function intentsOf({ writings, lists }: WritePlan): readonly Intent[] {
  return [...writings, ...lists].map(({ path, sha256 }) => ({ path, sha256 }));
}

function makeFolder(disk: Disk, folder: string, made: string[]): void {
  if (disk.look(folder) !== null) return;
  makeFolder(disk, dirname(folder), made);
  try {
    disk.makeFolder(folder);
    made.push(folder);
  } catch (error) {
    // Another build made it just now.
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

/** After a refusal in the middle, the lists tell of the files as they are, so that the next build knows its own. */
async function listWhatIsThere(disk: Disk, plan: WritePlan, { done }: Outcome): Promise<void> {
  const files = new Map(plan.before.map((file) => [file.path, file]));
  const after = new Map(plan.after.map((file) => [file.path, file]));
  for (const { path, kind } of done) {
    const file = after.get(path);
    if (kind === "rename" && file !== undefined) files.set(path, file);
    else files.delete(path);
  }
  const lists = listTexts([...files.values()]).map(({ path, text }) => ({ path, text, sha256: sha256(text) }));
  // As a plan of its own: what fails again is left to the next build.
  await commitPlan(
    disk,
    { ...plan, writings: [], removals: [], lists, after: [...files.values()] },
    () => true,
    (path) => path,
  );
}
