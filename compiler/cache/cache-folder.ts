/**
 * The folder of Millwright's caches
 *
 * Outside of every repository, and of this user alone: what another user could write there is not read. Nothing in it is ever needed, and nothing in it is
 * believed before it was checked.
 */
import fs from "node:fs";
import path from "node:path";

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Gives the absolute path of the folder for caches called `name`, or undefined where there is none to be had
 *
 * `$XDG_CACHE_HOME/millwright/<name>`, else below `~/.cache`. MILLWRIGHT_CACHE=off stands for none.
 *
 * Source: XDG Base Directory Specification 0.8
 */
export function cacheFolder(variables: Variables, name: string): string | undefined {
  if (variables["MILLWRIGHT_CACHE"] === "off") return undefined;
  const { XDG_CACHE_HOME: caches = "", HOME: home = "" } = variables;
  const base = path.isAbsolute(caches) ? caches : path.isAbsolute(home) ? path.join(home, ".cache") : undefined;
  if (base === undefined) return undefined;
  const ours = path.join(base, "millwright");
  return [ours, path.join(ours, name)].every(makePrivateFolder) ? path.join(ours, name) : undefined;
}

/** Makes a folder that is not there; gives whether it is one that only this user writes in. */
function makePrivateFolder(folder: string): boolean {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stat = fs.lstatSync(folder);
    return stat.isDirectory() && isOwn(stat);
  } catch {
    return false;
  }
}

/** Whether something is this user's, and nobody else may write to it. */
function isOwn({ uid, mode }: fs.Stats): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

/** The bytes of a file in such a folder; undefined where it is not there, larger than `largest`, or not this user's own. */
export function readOwnFile(file: string, largest: number): Buffer | undefined {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const stat = fs.fstatSync(descriptor);
    return stat.isFile() && isOwn(stat) && stat.size <= largest ? fs.readFileSync(descriptor) : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}
