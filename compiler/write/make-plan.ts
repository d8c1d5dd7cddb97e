import { relative } from "node:path";
import type { Artifact, Change } from "../artifact.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { findCollisions } from "./collisions.ts";
import type { Disk, Entry } from "./disk.ts";
import { failureOf } from "./failure.ts";
import {
  editedByHand,
  listEntryRefused,
  listNotReadable,
  notOurs,
  pathCollision,
  pathLeavesFolder,
  pathNotPortable,
  throughLink,
} from "./findings.ts";
import { type Intent, readLock } from "./lock.ts";
import { type OwnedFile, readOwnedList, sha256, writeOwnedList, writeSums } from "./owned-list.ts";
import { byPath, foldersOf, listName, refusePath, sumsName } from "./paths.ts";
import { hasError, type WritePlan, type WriteRequest, type Writing } from "./plan.ts";
import { type Blocked, refuseFolder, type Survey, surveyFolder } from "./survey.ts";

type Action = Change["action"];

/** What is known when the single files are judged. */
interface Scene {
  readonly survey: Survey;
  readonly owned: ReadonlyMap<string, OwnedFile>;
  readonly hasList: boolean;
  readonly intents: readonly Intent[];
  readonly diagnostics: Diagnostic[];
  readonly seen: Map<string, string | null>;
}

/** Compares what a build wants with what is on disk. Reads only; the disk decides what is unchanged, the list only whose a file is. */
export function makePlan(disk: Disk, request: WriteRequest): WritePlan {
  const survey = surveyFolder(disk, request.folder, request.root);
  try {
    return planOf(disk, request, survey);
  } catch (error) {
    // The system's errors name their file.
    const path = error instanceof Error && "path" in error && typeof error.path === "string" ? relative(request.folder, error.path) : "";
    return { ...nothing(request), diagnostics: [failureOf(error, survey.show(path), "read")] };
  }
}

function nothing(request: WriteRequest): WritePlan {
  return {
    changes: [],
    diagnostics: [],
    request,
    writings: [],
    lists: [],
    removals: [],
    before: [],
    after: [],
    seen: new Map(),
    untidy: [],
  };
}

function planOf(disk: Disk, request: WriteRequest, survey: Survey): WritePlan {
  const refused = refuseFolder(disk, request.folder, request.root, survey.show(""));
  if (refused !== undefined) return { ...nothing(request), diagnostics: [refused] };
  const diagnostics: Diagnostic[] = [];
  const seen = new Map<string, string | null>();
  const list = readList(survey, diagnostics, seen);
  // Whose the files are is not known then: every one would be reported.
  if (hasError({ diagnostics })) return { ...nothing(request), diagnostics };
  const lock = readLock(disk, request.folder);
  const intents = (lock?.intents ?? []).filter(({ path }) => refusePath(path) === undefined || path === sumsName);
  const scene: Scene = { survey, owned: list ?? new Map(), hasList: list !== null, intents, diagnostics, seen };

  const artifacts = [...request.artifacts].sort(byPath);
  const named = new Set(artifacts.map(({ path }) => path));
  const kept = [...scene.owned.values()].filter(({ path }) => !named.has(path) && request.keep?.(path) === true);
  const sound = soundArtifacts(artifacts, kept, diagnostics);
  const wanted = sound.map((artifact) => {
    const { path, from, text } = artifact;
    const action = judge({ path, from, text }, scene);
    return { artifact, action, sha256: sha256(text), bytes: Buffer.byteLength(text) };
  });

  const changes: Change[] = [];
  const writings: Writing[] = [];
  for (const { artifact, action, sha256, bytes } of wanted) {
    if (action === undefined) continue;
    changes.push({ path: artifact.path, action, bytes, from: artifact.from });
    if (action !== "keep") writings.push(writingOf(artifact, sha256));
  }
  const staying = new Set([...named, ...kept.map(({ path }) => path)]);
  const removals = leftovers(scene, staying);
  for (const path of removals) changes.push({ path, action: "delete", bytes: 0, from: scene.owned.get(path)?.from ?? [] });
  changes.sort(byPath);

  const after = [...kept, ...wanted.map(({ artifact: { path, from }, sha256 }) => ({ path, sha256, from }))];
  const lists: Writing[] = [];
  for (const { path, text } of after.length === 0 ? [] : listTexts(after)) {
    const action = judge({ path, text, from: [] }, scene);
    if (action === undefined) continue;
    changes.push({ path, action, bytes: Buffer.byteLength(text), from: [] });
    if (action !== "keep") lists.push({ path, text, sha256: sha256(text) });
  }
  if (after.length === 0 && scene.hasList) {
    for (const path of [sumsName, listName]) {
      if (glance(path, scene)?.kind !== "file") continue;
      changes.push({ path, action: "delete", bytes: 0, from: [] });
      removals.push(path);
    }
  }
  const untidy = lock === null ? [] : foldersIn([...named, ...scene.owned.keys(), ...intents.map(({ path }) => path)]);
  const plan: WritePlan = {
    changes,
    diagnostics,
    request,
    writings,
    lists,
    removals,
    before: [...scene.owned.values()],
    after,
    seen,
    untidy,
  };
  return hasError(plan) ? { ...nothing(request), diagnostics } : plan;
}

/** Asks for the text only when it is written. */
function writingOf(artifact: Artifact, sha256: string): Writing {
  return {
    path: artifact.path,
    sha256,
    get text() {
      return artifact.text;
    },
  };
}

/** Gives the texts of the two lists, in the order in which they are written. */
export function listTexts(files: readonly OwnedFile[]): readonly { readonly path: string; readonly text: string }[] {
  const list = writeOwnedList(files);
  const sums = writeSums([...files, { path: listName, sha256: sha256(list) }]);
  return [
    { path: sumsName, text: sums },
    { path: listName, text: list },
  ];
}

function foldersIn(paths: readonly string[]): readonly string[] {
  return [...new Set(["", ...paths.filter((path) => refusePath(path) === undefined).flatMap(foldersOf)])].sort();
}

function readList(survey: Survey, diagnostics: Diagnostic[], seen: Map<string, string | null>): ReadonlyMap<string, OwnedFile> | null {
  const shown = survey.show(listName);
  const { entry } = survey.look(listName);
  note(seen, listName, entry ?? null);
  if (entry === null || entry === undefined) return null;
  if (entry.kind === "link") diagnostics.push(throughLink.at({ file: shown }, { path: shown, where: "" }));
  if (entry.kind !== "file") {
    if (entry.kind !== "link")
      diagnostics.push(notOurs.at({ file: shown }, { kind: "Folder", path: shown, wanted: "the list of owned files" }));
    return null;
  }
  const data = survey.read(listName);
  if (!(data instanceof Uint8Array)) {
    diagnostics.push(data);
    return null;
  }
  const list = readOwnedList(Buffer.from(data).toString("utf8"), shown);
  if ("reason" in list) {
    diagnostics.push(listNotReadable.at({ file: shown }, { path: shown, reason: list.reason }));
    return null;
  }
  for (const { entry, reason } of list.refused) diagnostics.push(listEntryRefused.at({ file: shown }, { path: shown, entry, reason }));
  return list.files;
}

/** Gives the artifacts whose paths are fit to be written, and reports the others. */
function soundArtifacts(artifacts: readonly Artifact[], kept: readonly OwnedFile[], diagnostics: Diagnostic[]): readonly Artifact[] {
  const fit = artifacts.filter((artifact) => {
    const { path } = artifact;
    const refusal = refusePath(path);
    if (refusal === undefined) return true;
    const from = origin(artifact);
    if (refusal.kind === "outside") diagnostics.push(pathLeavesFolder.at(null, { path, from, found: refusal.reason }, about(artifact)));
    else diagnostics.push(pathNotPortable.at(null, { path, from, reason: refusal.reason }, about(artifact)));
    return false;
  });
  const isArtifact = new Set<unknown>(fit);
  const clashing = findCollisions([...kept, ...fit]).filter(({ item }) => isArtifact.has(item));
  for (const { item, other } of clashing) {
    diagnostics.push(
      pathCollision.at(null, { path: item.path, from: origin(item), other: other.path, otherFrom: origin(other) }, about(item)),
    );
  }
  const clashed = new Set<unknown>(clashing.map(({ item }) => item));
  return fit.filter((artifact) => !clashed.has(artifact));
}

function origin({ from }: { readonly from: readonly string[] }): string {
  return from.length === 0 ? "this build" : from.map((name) => `"${name}"`).join(", ");
}

function about({ from: [first] }: { readonly from: readonly string[] }): { readonly definition?: string } {
  return first === undefined ? {} : { definition: first };
}

/** Says what has to be done for one file to be as wanted; nothing where it may not be done, which is reported. */
function judge({ path, text, from }: Artifact, scene: Scene): Action | undefined {
  const { survey, owned, hasList, seen } = scene;
  const shown = survey.show(path);
  const { entry, blocked } = survey.look(path);
  const obstacle: Blocked | undefined = blocked ?? (entry?.kind === "link" ? { path, kind: "link" } : undefined);
  if (obstacle !== undefined) return block(obstacle, shown, from, scene);
  if (entry === null || entry === undefined) {
    note(seen, path, null);
    return "create";
  }
  if (entry.kind !== "file") return stranger("Folder", shown, from, scene);
  const isOwned = owned.has(path) || (hasList && (path === listName || path === sumsName));
  const data = isOwned && entry.size !== Buffer.byteLength(text) ? undefined : survey.read(path);
  if (data instanceof Uint8Array) {
    if (Buffer.from(text).equals(data)) return "keep";
  } else if (data !== undefined) {
    scene.diagnostics.push(data);
    return undefined;
  }
  if (!isOwned && !(data !== undefined && isIntended(path, data, scene))) return stranger("File", shown, from, scene);
  note(seen, path, entry);
  return "update";
}

/** Keeps what was seen first: the plan goes by it. The list is looked at twice, and another build may end in between. */
function note(seen: Map<string, string | null>, path: string, entry: Entry | null): void {
  if (!seen.has(path)) seen.set(path, entry?.stamp ?? null);
}

function block({ path, kind }: Blocked, wanted: string, from: readonly string[], { survey, diagnostics }: Scene): undefined {
  const shown = survey.show(path);
  if (kind === "link") diagnostics.push(throughLink.at({ file: shown }, { path: shown, where: "" }, about({ from })));
  else diagnostics.push(notOurs.at({ file: shown }, { kind: "File", path: shown, wanted: `the folder of "${wanted}"` }, about({ from })));
}

function stranger(kind: "File" | "Folder", shown: string, from: readonly string[], { diagnostics }: Scene): undefined {
  diagnostics.push(
    notOurs.at(
      { file: shown },
      { kind, path: shown, wanted: from.length === 0 ? "a list of this build" : `the artifact of ${origin({ from })}` },
      about({ from }),
    ),
  );
}

function isIntended(path: string, data: Uint8Array, { intents }: Scene): boolean {
  return intents.length > 0 && intents.some((intent) => intent.path === path && intent.sha256 === sha256(data));
}

function glance(path: string, { survey, seen }: Scene): Entry | null {
  const { entry = null } = survey.look(path);
  note(seen, path, entry);
  return entry;
}

/** Finds the files of earlier builds, dead ones too, that nothing wants any more. One that is not as it was written is somebody's work: it stays. */
function leftovers(scene: Scene, staying: ReadonlySet<string>): string[] {
  const { survey, owned, intents, diagnostics } = scene;
  const paths = new Set([...owned.keys(), ...intents.map(({ path }) => path)].filter((path) => !staying.has(path) && path !== sumsName));
  const removals: string[] = [];
  for (const path of [...paths].sort()) {
    const entry = glance(path, scene);
    if (entry === null) continue;
    const shown = survey.show(path);
    const data = entry.kind === "file" ? survey.read(path) : undefined;
    if (data instanceof Uint8Array) {
      if (sha256(data) === owned.get(path)?.sha256 || isIntended(path, data, scene)) {
        removals.push(path);
        continue;
      }
    } else if (data !== undefined) diagnostics.push(data);
    if (owned.has(path)) diagnostics.push(editedByHand.at({ file: shown }, { path: shown }));
  }
  return removals;
}
