/**
 * Where texts come from: the disk below the root, with an overlay before it
 *
 * Paths are relative to the root, with "/". A link is followed only inside the root. What the overlay holds wins: a text stands for a file (also for one that is
 * not on disk), `null` for a file that is gone.
 */
import fs from "node:fs";
import path from "node:path";

export type Overlay = ReadonlyMap<string, string | null>;

type Found =
  | { readonly kind: "file" /** The file's own path, links resolved. */; readonly file: string }
  | { readonly kind: "folder" }
  | { readonly kind: "outside" }
  | { readonly kind: "none" };

export type Read = { readonly text: string } | { readonly problem: string };

export interface Source {
  readonly root: string;
  find(file: string): Found;
  /** The text of a file that `find` gave. */
  read(file: string): Read;
  /** Names in a folder, sorted; a folder's name ends with "/", a link's with "@". Empty where there is no such folder. */
  list(folder: string): readonly string[];
}

const largestFile = 5_000_000;

/** Opens the folder `root`; the overlay's paths are absolute. */
export function openSource(root: string, overlay: Overlay = new Map()): Source {
  const real = fs.realpathSync.native(root);
  const texts = new Map<string, string | null>();
  const folders = new Map<string, Set<string>>();
  for (const [file, text] of overlay) {
    const relative = relativeTo(real, root, file);
    if (relative === undefined) continue;
    texts.set(relative, text);
    if (text !== null) addToFolders(relative, folders);
  }
  const found = new Map<string, Found>();

  function look(file: string): Found {
    const text = texts.get(file);
    if (text !== undefined) return text === null ? { kind: "none" } : { kind: "file", file };
    if (folders.has(file)) return { kind: "folder" };
    try {
      const target = fs.realpathSync.native(path.join(real, file));
      const inside = insideOf(real, target);
      if (inside === undefined) return { kind: "outside" };
      const stat = fs.statSync(target);
      if (stat.isDirectory()) return { kind: "folder" };
      if (!stat.isFile() || texts.get(inside) === null) return { kind: "none" };
      return { kind: "file", file: inside };
    } catch {
      return { kind: "none" };
    }
  }
  return {
    root: real,
    find(file) {
      let known = found.get(file);
      if (known === undefined) {
        known = look(file);
        found.set(file, known);
      }
      return known;
    },
    read(file) {
      const text = texts.get(file);
      if (typeof text === "string") return { text };
      return readWhole(path.join(real, file));
    },
    list(folder) {
      const names = new Set<string>(folders.get(folder));
      for (const entry of entriesOf(path.join(real, folder))) {
        const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
        if (texts.get(name) !== null)
          names.add(entry.isDirectory() ? `${entry.name}/` : entry.isSymbolicLink() ? `${entry.name}@` : entry.name);
      }
      return [...names].sort();
    },
  };
}

/** Reads without following a link: the path was resolved, so one that is there now was put there since. */
function readWhole(name: string): Read {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const stat = fs.fstatSync(descriptor);
    if (!stat.isFile()) return { problem: "it is no file" };
    if (stat.size > largestFile) return { problem: `it has more than ${largestFile / 1_000_000} MB` };
    return { text: fs.readFileSync(descriptor, "utf8") };
  } catch (error) {
    return { problem: reasonOf(error) };
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

function entriesOf(folder: string): readonly fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function addToFolders(file: string, folders: Map<string, Set<string>>): void {
  const parts = file.split("/");
  for (let depth = parts.length - 1; depth >= 0; depth--) {
    const folder = parts.slice(0, depth).join("/");
    const names = folders.get(folder) ?? new Set();
    names.add(depth === parts.length - 1 ? (parts[depth] ?? "") : `${parts[depth]}/`);
    folders.set(folder, names);
  }
}

/** The path below `root`, with "/"; undefined outside of it. */
function insideOf(root: string, file: string): string | undefined {
  const relative = path.relative(root, file);
  return relative === "" || relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)
    ? undefined
    : relative.split(path.sep).join("/");
}

function relativeTo(real: string, given: string, file: string): string | undefined {
  return insideOf(real, file) ?? insideOf(path.resolve(given), file);
}

/** Why the system refused, in words. */
function reasonOf(error: unknown): string {
  const { code } = error as { readonly code?: string };
  if (code === "EACCES" || code === "EPERM") return "it may not be read (permission denied)";
  if (code === "ENOENT") return "it is not there";
  if (code === "EMFILE" || code === "ENFILE") return "too many files are open";
  return code ?? "it cannot be read";
}
